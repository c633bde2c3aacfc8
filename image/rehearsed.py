"""What a finger is to do, rehearsed by this machine's own kiosk, which says where each touch goes and what the screen is to show then."""
import os

from emulator import HEIGHT, WIDTH, run

SIGN_UP = """see "Stand with us"
picture "welcome"
tap "Join us"
type "{name}"
tap "Email"
type "a@example.org"
tap "ZIP code"
type "02134"
next
next
tap "No" near "Call me once, to welcome me."
next
see "Thank you"
picture "thanks"
next
"""
PIN = "271828"
# The device's organizer's screen has more buttons than the rehearsed one, which knows no device; they stand in the same places.
ORGANIZE = f"""picture "welcome"
corner
see "Choose a PIN"
picture "choose"
pin "{PIN}"
next
see "The same PIN once more"
picture "again"
pin "{PIN}"
next
tap "Event pack"
back
tap "Light and sound"
back
tap "Practice"
next
next
back
tap "Close"
corner
see "Organizer's PIN"
picture "ask"
"""


class Rehearsed:
    """`steps`: for each line of the script its words and its touches."""

    def __init__(self, programs, folder, event, script):
        self.folder, self.steps = folder, []
        os.makedirs(folder, exist_ok=True)
        file = os.path.join(folder, "script")
        with open(file, "w", encoding="utf-8") as out:
            out.write(script)
        said = run(os.path.join(programs, "hineni-kiosk"), "--event", event, "--state", os.path.join(folder, "state"), "--rehearse", file,
                   "--pictures", folder, "--window", f"{WIDTH}x{HEIGHT}", "--touches")
        touches = []
        for line in said.splitlines():
            if line.startswith("touch "):
                touches.append(tuple(map(int, line.split()[1:])))
            elif line.startswith("line "):
                self.steps.append((line.split(": ", 1)[1], touches))
                touches = []

    def picture(self, name):
        return os.path.join(self.folder, name + ".png")

    def touches(self, words):
        """Of the first step that is written so."""
        return next(touches for said, touches in self.steps if said == words)
