"""What the probes said, judged. An act counts as refused where the control, root without any restriction, was let by."""
import re

LINE = re.compile(r"^(ALLOWED|refused|works|FAILS|untried) (.*?)(?: \((.*)\))?$", re.MULTILINE)


def read(text):
    """Act -> word."""
    return {act: word for word, act, _ in LINE.findall(text)}


def whole(text):
    """The probe came to its end, and said as many lines as it tried."""
    said = re.search(r"^tried (\d+)$", text, re.MULTILINE)
    return bool(said) and int(said[1]) == len(LINE.findall(text))


def possible(control):
    return {act for act, word in read(control).items() if word == "ALLOWED"}


def allowed(text):
    return sorted(act for act, word in read(text).items() if word == "ALLOWED")


def complaints(unit, text, control, least):
    """What is wrong with a unit, and how many acts were refused that are possible here."""
    said, can = read(text), possible(control)
    refused = [act for act, word in said.items() if word == "refused" and act in can]
    wrong = [f"{unit}: may {act}" for act, word in said.items() if word == "ALLOWED"]
    wrong += [f"{unit}: cannot {act}, which it needs" for act, word in said.items() if word == "FAILS" and act in can]
    wrong += [f"{unit}: did not try to {act}" for act, word in said.items() if word == "untried"]
    if not whole(text):
        wrong.append(f"{unit}: its probe did not come to its end: {text[-300:].strip() or 'it said nothing'}")
    if len(refused) < least:
        wrong.append(f"{unit}: only {len(refused)} acts were refused that are possible here, of at least {least}")
    return wrong, len(refused)
