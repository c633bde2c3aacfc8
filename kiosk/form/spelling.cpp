#include "kiosk/form/spelling.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "hineni/utf8.hpp"

namespace hineni::spelling {

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool all_of(std::string_view text, bool (*fits)(char)) {
    return std::all_of(text.begin(), text.end(), fits);
}

bool is_id(std::string_view text, std::string_view also) {
    const auto fits = [&](char c) { return is_lower(c) || is_digit(c) || also.find(c) != std::string_view::npos; };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), fits);
}

bool is_language(std::string_view text) {
    return (text.size() == 2 || text.size() == 3) && all_of(text, is_lower);
}

bool is_region(std::string_view text) {
    return text.size() == 2 && all_of(text, is_upper);
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

static bool is_url_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    });
}

static std::string_view host_of(std::string_view text, std::string_view scheme) {
    auto rest = text.substr(scheme.size());
    rest = rest.substr(0, rest.find_first_of("/?#"));
    const auto at = rest.rfind('@');
    return at == std::string_view::npos ? rest : rest.substr(at + 1);
}

bool is_url(std::string_view text, std::string_view scheme) {
    if (!text.starts_with(scheme) || !is_url_text(text)) return false;
    const auto host = host_of(text, scheme);
    return !host.empty() && host.front() != ':' && host.front() != '.';
}

bool is_drop(std::string_view text) {
    if (text.starts_with("file:")) return text.size() > 5 && text != "file://" && control_character(text) == text.npos;
    if (is_url(text, "https://") || is_url(text, "s3://")) return true;
    if (!is_url(text, "http://")) return false;
    const auto host = host_of(text, "http://");
    const auto name = host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool is_endpoint(std::string_view text) {
    const std::string_view scheme = "https://";
    if (!is_url(text, scheme) || text.find('@') != text.npos) return false;
    const auto rest = text.substr(scheme.size() + host_of(text, scheme).size());
    return rest.empty() || rest == "/";
}

bool is_postal_prefix(std::string_view text) {
    return !text.empty() && text.size() <= 10 &&
           all_of(text, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); });
}

bool is_inner_path(std::string_view text) {
    if (text.empty() || text.size() > 200 || control_character(text) != text.npos) return false;
    if (text.find_first_of("\\\n\t") != text.npos) return false;
    const std::filesystem::path path(text);
    return path.is_relative() && path.has_filename() &&
           std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

static bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F ||
           c == 0x205F || (c >= 0x2060 && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        if (!is_space(utf8::front(text))) return false;
        text.remove_prefix(utf8::front_size(text));
    }
    return true;
}

std::size_t control_character(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = utf8::front(text.substr(at));
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) return at;
        at += std::max<std::size_t>(utf8::front_size(text.substr(at)), 1);
    }
    return std::string_view::npos;
}

std::string upper_case(std::string_view ascii) {
    std::string out(ascii);
    for (auto& c : out) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

// Letters to change, add, leave out or swap with their neighbour until `a` is `b`.
static std::size_t slips(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            cost[i][j] = std::min(
                {cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view best;
    if (word.size() > 40) return best;
    std::size_t fewest = std::min<std::size_t>(3, word.size() / 2 + 1);  // "to" is not a slip of "id".
    for (const auto candidate : candidates) {
        const auto count = slips(word, candidate);
        if (count < fewest) {
            fewest = count;
            best = candidate;
        }
    }
    return best;
}

}  // namespace hineni::spelling
