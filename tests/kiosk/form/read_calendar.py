#!/usr/bin/python3
"""read_calendar.py FILE…: what a calendar makes of each file, a line a file: UID, DTSTAMP, DTSTART, DTEND, then SUMMARY
and LOCATION in hexadecimal, so that any character may stand in them."""
import re
import sys
from icalendar import Calendar


def words(text, key):
    """A value of type TEXT by the letter of RFC 5545 (3.1 and 3.3.11): this version of icalendar takes the backslashes
    of such values off twice."""
    unfolded = text.decode().replace("\r\n ", "")
    found = re.search(rf"^{key}:(.*)\r$", unfolded, re.MULTILINE)
    if not found:
        return ""
    assert re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", found[1]), found[1]
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], found[1])


for name in sys.argv[1:]:
    with open(name, "rb") as file:
        text = file.read()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 1, name
    event = events[0]
    line = [str(event["UID"])]
    line += [event[key].dt.strftime("%Y-%m-%d %H:%M:%S %Z") for key in ("DTSTAMP", "DTSTART", "DTEND")]
    for key in ("SUMMARY", "LOCATION"):
        value = words(text, key)
        assert "\\" in value or str(event.get(key, "")) == value, (name, key)
        line.append(value.encode().hex())
    print("|".join(line))
