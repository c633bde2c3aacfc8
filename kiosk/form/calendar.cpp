// Days, hours and numbers as each language writes them, and the languages' own names. From CLDR's "full date without
// year", short time and decimal patterns, with Western digits everywhere; a language that is not here is written as in
// English. Ordinals go beyond CLDR where everybody writes them.
#include <array>
#include <chrono>

#include "kiosk/form/wording.hpp"

namespace hineni {

namespace {

enum class Clock {
    Twelve,          // "5 PM", "5:05 PM"
    TwelveInArabic,  // "5:00 م"
    TwentyFour,      // "9:05"
    FourDigits,      // "09:05"
};

struct Custom {
    std::string_view language;
    std::string_view own_name;
    Clock clock;
    std::string_view thousands;                // Between groups of three digits.
    std::string_view day;                      // Pattern with {weekday}, {day} and {month}.
    std::array<std::string_view, 7> weekdays;  // From Sunday on.
    std::array<std::string_view, 12> months;   // In the form that follows a day.
};

constexpr std::array customs{
    Custom{"en",
           "English",
           Clock::Twelve,
           ",",
           "{weekday}, {month} {day}",
           {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
           {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"}},
    Custom{"es",
           "Español",
           Clock::TwentyFour,
           ".",
           "{weekday}, {day} de {month}",
           {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
           {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre"}},
    Custom{
        "he",
        "עברית",
        Clock::TwentyFour,
        ",",
        "{weekday}, {day} ב{month}",
        {"יום ראשון", "יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת"},
        {"ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"}},
    Custom{"yi",
           "ייִדיש",
           Clock::FourDigits,
           ",",
           "{weekday}, {day} {month}",
           {"זונטיק", "מאָנטיק", "דינסטיק", "מיטוואָך", "דאָנערשטיק", "פֿרײַטיק", "שבת"},
           {"יאַנואַר", "פֿעברואַר", "מערץ", "אַפּריל", "מײַ", "יוני", "יולי", "אויגוסט", "סעפּטעמבער", "אָקטאָבער", "נאָוועמבער",
            "דעצעמבער"}},
    Custom{"ar",
           "العربية",
           Clock::TwelveInArabic,
           ",",
           "{weekday}، {day} {month}",
           {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
           {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر"}},
    Custom{"pt",
           "Português",
           Clock::FourDigits,
           ".",
           "{weekday}, {day} de {month}",
           {"domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"},
           {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
            "novembro", "dezembro"}},
    Custom{"fr",
           "Français",
           Clock::FourDigits,
           "\u202F",
           "{weekday} {day} {month}",
           {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
           {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre"}},
    Custom{"ht",
           "Kreyòl ayisyen",
           Clock::FourDigits,
           "\u00A0",
           "{weekday} {day} {month}",
           {"dimanch", "lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi"},
           {"janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm"}},
    Custom{"ru",
           "Русский",
           Clock::FourDigits,
           "\u00A0",
           "{weekday}, {day} {month}",
           {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
           {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
            "декабря"}},
    Custom{"vi",
           "Tiếng Việt",
           Clock::FourDigits,
           ".",
           "{weekday}, {day} {month}",
           {"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},
           {"tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8", "tháng 9",
            "tháng 10", "tháng 11", "tháng 12"}},
    Custom{"zh",
           "中文",
           Clock::FourDigits,
           ",",
           "{month}{day}日{weekday}",
           {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"},
           {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}},
};

const Custom* known(const Language& language) {
    for (const auto& custom : customs) {
        if (custom.language == language) return &custom;
    }
    return nullptr;
}

const Custom& custom_of(const Language& language) {
    const auto* custom = known(language);
    return custom == nullptr ? customs.front() : *custom;
}

unsigned weekday_of(const LocalTime& time) {
    const auto day = std::chrono::year(time.year) / time.month / time.day;
    return std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
}

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

// Four digits stand together in Spanish.
bool groups(const Custom& custom, std::size_t digits) {
    return custom.language != "es" || digits > 4;
}

// The number of a day, as an ordinal where the language says it as one.
std::string day_number(const Language& language, int day) {
    auto plain = std::to_string(day);
    if (language == "fr" && day == 1) return plain + "er";
    if (language == "pt" && day == 1) return plain + "º";
    if (language == "ht" && day == 1) return "premye";
    if (language == "yi") return plain + (day < 20 ? "טן" : "סטן");
    return plain;
}

// Kept in its own order among words that run from right to left, whatever stands before it.
std::string isolated(const std::string& words) {
    return "\u2066" + words + "\u2069";
}

bool right_to_left(const Language& language) {
    return language == "he" || language == "yi" || language == "ar";
}

std::string on_twelve(const LocalTime& time, bool whole_hours_alone) {
    const auto hour = std::to_string(time.hour % 12 == 0 ? 12 : time.hour % 12);
    return time.minute == 0 && whole_hours_alone ? hour : hour + ":" + two_digits(time.minute);
}

std::string on_the_clock(Clock clock, const LocalTime& time) {
    switch (clock) {
        case Clock::Twelve: return on_twelve(time, true) + (time.hour < 12 ? " AM" : " PM");
        case Clock::TwelveInArabic: return on_twelve(time, false);
        case Clock::TwentyFour: return std::to_string(time.hour) + ":" + two_digits(time.minute);
        case Clock::FourDigits: return two_digits(time.hour) + ":" + two_digits(time.minute);
    }
    return {};
}

}  // namespace

std::string number_in(const Language& language, std::size_t number) {
    const auto& custom = custom_of(language);
    const auto digits = std::to_string(number);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0 && groups(custom, digits.size())) out += custom.thousands;
        out.push_back(digits[i]);
    }
    return out;
}

std::string day_in(const Language& language, const LocalTime& time) {
    if (time.month < 1 || time.month > 12) return {};
    const auto& custom = custom_of(language);
    auto out = filled(custom.day, "weekday", custom.weekdays[weekday_of(time)]);
    out = filled(out, "month", custom.months[static_cast<std::size_t>(time.month - 1)]);
    return filled(out, "day", day_number(language, time.day));
}

std::string time_in(const Language& language, const LocalTime& time) {
    const auto clock = custom_of(language).clock;
    auto words = on_the_clock(clock, time);
    if (!right_to_left(language)) return words;
    // The half of the day is a word of Arabic, so it stands outside; it stays on the line of its hour.
    if (clock == Clock::TwelveInArabic) return isolated(words) + (time.hour < 12 ? "\u00A0ص" : "\u00A0م");
    return isolated(words);
}

std::string_view own_name(const Language& language) {
    const auto* custom = known(language);
    return custom == nullptr ? std::string_view(language) : custom->own_name;
}

}  // namespace hineni
