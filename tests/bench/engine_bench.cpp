// How long the engine takes. tests/bench/check.mjs turns the figures into ratios and holds the bounds.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <string>

#include "core/fetch/fetch.h"
#include "core/json/evaluate.h"
#include "core/json/strict_json.h"

namespace {

std::string read_file(const char* name) {
    std::ifstream in(std::string(CORSLAB_SOURCE_DIR "/tests/bench/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const std::string& one_preflight() {
    static const std::string kText = read_file("one_preflight.json");
    return kText;
}

// The algorithms alone, without the trace.
void engine(benchmark::State& state) {
    const corslab::Scenario scenario = *corslab::read_scenario(one_preflight()).value;
    for (auto _ : state) {
        benchmark::DoNotOptimize(corslab::fetch(scenario, corslab::standard_profile(), corslab::Tracing::kOff));
    }
}
BENCHMARK(engine);

// JSON in, JSON out, with the trace.
void evaluate(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(corslab::evaluate(one_preflight()).text);
}
BENCHMARK(evaluate);

// The same without the trace: what `corslab eval --lines --no-steps` does for each line.
void evaluate_without_steps(benchmark::State& state) {
    corslab::EvaluateOptions options;
    options.tracing = corslab::Tracing::kOff;
    for (auto _ : state) benchmark::DoNotOptimize(corslab::evaluate(one_preflight(), options).text);
}
BENCHMARK(evaluate_without_steps);

// What nlohmann_json alone takes for the same documents: parse that input, dump that output.
void json_alone(benchmark::State& state) {
    const corslab::Json result = corslab::Json::parse(corslab::evaluate(one_preflight()).text, nullptr, false);
    for (auto _ : state) {
        benchmark::DoNotOptimize(corslab::Json::parse(one_preflight(), nullptr, false));
        benchmark::DoNotOptimize(corslab::dump(result));
    }
}
BENCHMARK(json_alone);

}  // namespace

BENCHMARK_MAIN();
