// people [ENTRIES]: what it costs to say who is behind that many entries (100,000), through a collection, beside its
// floor: the same pass that looks at nothing. Names are of seven scripts; a third of the entries is somebody's second.
// Then the worst that one angry crowd can do: all under one address.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/workers.hpp"
#include "sync/people/among.hpp"
#include "sync/people/people.hpp"

using namespace hineni;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t in_a_bundle = 500;

template <class T>
T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "people: %s\n", result.error().what.c_str());
    std::exit(1);
}

Secret secret_of(const std::string& text) {
    Secret out(text.size());
    if (!out.append(text)) std::abort();
    return out;
}

const std::vector<std::string> first_names{"María", "John", "Мария", "שרה", "محمد", "Nguyễn", "Anna-Lena"};
const std::vector<std::string> last_names{"Núñez", "Cohen", "Иванова", "לוי", "علي", "Thị Hoà", "O’Neil"};

Entry numbered(std::size_t i) {
    const auto who = i % 3 == 2 ? i - 1 : i;
    Entry entry;
    entry.id = new_entry_id();
    entry.event = "vigil";
    entry.form = "join";
    entry.language = "en";
    entry.collected.since_boot = Monotonic(60'000 * static_cast<std::int64_t>(i));
    entry.took_s = 30;
    // Latin for five of eight, as at a vigil in Boston.
    const auto script = who % 8 < 5 ? who % 2 : who % first_names.size();
    const auto number = std::to_string(who);
    for (const auto& [field, text] : std::vector<std::pair<std::string, std::string>>{
             {"name", first_names[script] + " " + last_names[script] + " " + static_cast<char>('A' + who % 26)},
             {"email", "n" + number + "@example.org"},
             {"phone", "+1 617 " + std::to_string(1'000'000 + who)},
             {"postal_code", std::to_string(10'000 + who % 80'000)}}) {
        entry.answers.push_back({field, secret_of(text)});
    }
    return entry;
}

void fill(Collection& collection, std::size_t entries, const SecretKey& key) {
    const auto folder = std::filesystem::temp_directory_path() / "hineni-bench-people";
    std::filesystem::create_directories(folder);
    const auto device = need(device_key(folder));
    const std::vector recipients{public_half(key)};
    in_parallel((entries + in_a_bundle - 1) / in_a_bundle, [&](std::size_t part) {
        std::vector<Bytes> envelopes;
        for (auto i = part * in_a_bundle; i < std::min(entries, (part + 1) * in_a_bundle); ++i) {
            envelopes.push_back(need(seal(numbered(i), recipients, device)).bytes);
        }
        collection.add("bench", make_bundle(event_tag("vigil"), envelopes).bytes);
    });
    if (!collection.settle()) std::abort();
    std::filesystem::remove_all(folder);
}

template <class Work>
double seconds(const Work& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

long peak_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// Of all processors; what a busy machine does not change much.
double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

DeskEntry under_one_address(std::size_t i, std::size_t names) {
    DeskEntry entry;
    entry.id = new_entry_id();
    entry.form = "join";
    entry.since_boot_ms = 1000 * static_cast<std::int64_t>(i);
    entry.took_s = 3;
    const auto name = i % names == 0 ? "" : "Name" + std::to_string(i % names) + " Levi";
    entry.answers = {{"name", name}, {"email", "all@example.org"}, {"phone", "617555" + std::to_string(1000 + i % 9)}};
    return entry;
}

void crowd(std::size_t entries, std::size_t names) {
    const Marker marker;
    Folding folding;
    std::vector<Traits> all;
    for (std::size_t i = 0; i < entries; ++i) {
        all.push_back(traits_of(under_one_address(i, names), {}, marker, folding));
    }
    std::size_t people = 0;
    const auto took = seconds([&] { people = need(people_among(all, {}, Bursts::Keep)).all.size(); });
    std::printf("one address, %zu names: %.2f s, %zu people\n", names, took, people);
}

}  // namespace

int main(int count, char** arguments) {
    const std::size_t entries = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100'000;
    if (!start_sealing()) return 1;
    const auto key = new_secret_key();
    Collection collection(key);
    fill(collection, entries, key);
    const auto before = peak_kb();
    const auto floor = seconds([&] {
        if (!collection.see_all([](std::size_t, const DeskEntry&) {})) std::abort();
    });
    std::size_t people = 0;
    const auto used = processor_seconds();
    const auto took = seconds([&] { people = need(people_in(collection, {})).all.size(); });
    std::printf("%zu entries, %zu people: %.2f s (reading alone %.2f s), %.2f s of %zu processors\n", entries, people,
                took, floor, processor_seconds() - used, workers());
    std::printf("%.0f bytes an entry\n",
                1024.0 * static_cast<double>(peak_kb() - before) / static_cast<double>(entries));
    for (const std::size_t names : {2, 4, 16, 1000, 100'000}) crowd(entries, names);
}
