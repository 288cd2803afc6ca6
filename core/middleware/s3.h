#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// Amazon S3 with a bucket's CORS configuration; the handler is what S3 answers without it.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
[[nodiscard]] Simulated s3(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
