#include "core/url/public_suffix.h"

namespace corslab {
namespace {

// Suffixes of several labels: country registries, and hosting services that give each customer a subdomain.
// Facts from the Public Suffix List, https://publicsuffix.org/list/, in the order of their bytes, for the search.
constexpr std::string_view kSuffixes =
    " "
    "a.run.app ac.ae ac.at ac.cn ac.id ac.il ac.in ac.jp ac.ke ac.kr ac.nz ac.rs ac.th ac.uk ac.za ad.jp "
    "altervista.org amplifyapp.com app.br appspot.com appwrite.global art.br asn.au asso.fr azurestaticapps.net "
    "azurewebsites.net bitbucket.io biz.pl blob.core.windows.net blog.br blogspot.com bubbleapps.io cloudapp.net "
    "cloudfront.net cloudfunctions.net co.ae co.ao co.at co.bw co.hu co.id co.il co.in co.it co.jp co.ke co.kr "
    "co.mz co.nz co.rs co.th co.tz co.ug co.uk co.za co.zw codesandbox.io com.ar com.au com.bd com.bo com.br "
    "com.cn com.co com.cy com.do com.ec com.eg com.es com.fr com.gh com.gr com.gt com.hk com.hr com.jo com.kw "
    "com.lb com.lk com.mt com.mx com.my com.ng com.ni com.np com.pa com.pe com.ph com.pk com.pl com.pt com.py "
    "com.qa com.ro com.ru com.sa com.sg com.sv com.tr com.tw com.ua com.uy com.ve com.vn csb.app ddns.net "
    "deno.dev dev.br duckdns.org dyndns.org ed.jp edu.ar edu.au edu.bd edu.br edu.cn edu.co edu.eg edu.es edu.gr "
    "edu.hk edu.in edu.it edu.mx edu.my edu.ng edu.pe edu.ph edu.pk edu.pl edu.pt edu.rs edu.sa edu.sg edu.tr "
    "edu.tw edu.ua edu.vn elasticbeanstalk.com firebaseapp.com firm.in fly.dev framer.app framer.website geek.nz "
    "gen.in gen.tr github.dev github.io githubusercontent.com gitlab.io glitch.me go.id go.jp go.ke go.kr go.th "
    "gob.ar gob.es gob.mx gob.pe gouv.fr gov.ae gov.au gov.bd gov.br gov.cn gov.co gov.eg gov.gr gov.hk gov.il "
    "gov.in gov.it gov.my gov.ng gov.ph gov.pk gov.pl gov.pt gov.sa gov.sg gov.tr gov.tw gov.ua gov.uk gov.vn "
    "gov.za govt.nz gr.jp gv.at herokuapp.com hf.space id.au idv.hk idv.tw in.rs in.th in.ua ind.in info.pl "
    "kiev.ua kyiv.ua lg.jp loca.lt ltd.uk me.uk msk.ru muni.il my.id myshopify.com ne.jp ne.ke ne.kr "
    "neocities.org net.ae net.ar net.au net.bd net.br net.cn net.co net.hk net.il net.in net.mx net.my net.ng "
    "net.nz net.pe net.ph net.pk net.pl net.sa net.sg net.th net.tr net.tw net.ua net.uk net.vn net.za "
    "netlify.app ngrok-free.app ngrok.app ngrok.dev ngrok.io nhs.uk nic.in no-ip.org nom.co nom.es notion.site "
    "now.sh onrender.com or.at or.id or.jp or.ke or.kr or.th org.ae org.ar org.au org.bd org.br org.cn org.co "
    "org.eg org.es org.gr org.hk org.hu org.il org.in org.mx org.my org.ng org.nz org.pe org.ph org.pk org.pl "
    "org.pt org.ro org.rs org.sa org.sg org.tr org.tw org.ua org.uk org.ve org.vn org.za pages.dev pe.kr per.sg "
    "plc.uk police.uk railway.app re.kr readthedocs.io repl.co replit.app replit.dev res.in rtfd.io run.app "
    "s3.amazonaws.com sch.id sch.uk school.nz spb.ru stackblitz.io streamlit.app supabase.co supabase.in "
    "surge.sh translate.goog trycloudflare.com up.railway.app vercel.app vercel.dev waw.pl web.app "
    "web.core.windows.net web.id web.tr web.za webcontainer.io webflow.io weebly.com withgoogle.com wixsite.com "
    "wordpress.com workers.dev ";

// A binary search by letters: wherever it lands, the entry around that place is compared.
bool is_known_suffix(std::string_view domain) {
    std::size_t low = 0;
    std::size_t high = kSuffixes.size() - 1;
    while (low < high) {
        const std::size_t start = kSuffixes.rfind(' ', low + (high - low - 1) / 2) + 1;
        const std::size_t end = kSuffixes.find(' ', start);
        const int order = kSuffixes.substr(start, end - start).compare(domain);
        if (order == 0) return true;
        if (order < 0) {
            low = end;
        } else {
            high = start - 1;
        }
    }
    return false;
}

// Where the public suffix starts: a known one, else the last label.
std::size_t suffix_start(std::string_view domain) {
    std::size_t start = 0;
    for (;;) {
        if (is_known_suffix(domain.substr(start))) return start;
        const auto dot = domain.find('.', start);
        if (dot == std::string_view::npos) return start;
        start = dot + 1;
    }
}

}  // namespace

std::optional<std::string> registrable_domain(std::string_view domain) {
    const std::string_view bare = domain.ends_with('.') ? domain.substr(0, domain.size() - 1) : domain;
    const std::size_t start = suffix_start(bare);
    if (start < 2) return std::nullopt;
    const auto dot = bare.rfind('.', start - 2);
    return std::string(domain.substr(dot == std::string_view::npos ? 0 : dot + 1));
}

}  // namespace corslab
