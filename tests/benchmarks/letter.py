"""How long one letter takes: as a tutorial would render it, and as the campaign does."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from weasyprint import HTML

from campaigns.letters import markup
from campaigns.letters.assemble import single
from campaigns.letters.kit import Kit
from campaigns.letters.pdf import render
from campaigns.letters.signatory import Signatory
from tests.benchmarks import Figure, figure, quantile, seconds
from tests.benchmarks._bundle import built, bundle_figures
from tests.letters.pages import pixels
from tests.letters.samples import DAY, SAMPLES, letter

FAMILIES = ("letter", "kit", "bundle")  # first parts of its figures' names
ROUNDS = 3  # of each language; small, for the figure is compared within one run
NEW_STRINGS = 4  # of each script and language
LATIN_A, LATIN_B = "ABCDEFGHIJ", "KLMNOPQRST"
# Letters of names, from scripts visitors write in; each draw is a string no kit has seen.
SCRIPTS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ÄÅÇÉĞİŁŃŐŘŞŠŽÆØĀĒĪŌŪ",
    "АБВГДЕЖЗИКЛМНОПРСТУФЦЧШЭЮЯ",
    "ابتثجحخدرزسشصطعفقكلمنهوي",
    "კლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "अआइईउऊकखगघचछजझटठडढतथदधनपफबभमयरलवसह",
)
SEED = 7


def figures() -> Iterator[Figure]:
    """Times in seconds over all letter languages, each the 95th percentile if it ends in p95.

    naive: `HTML(string=...).write_pdf()` with the style in the page, a fetcher and a font
    configuration of its own. full: render(), tagged, with all its gates. warm: from a kit that has
    seen initials and place. new_strings: unseen initials and place on a standing kit. cold: a
    text no kit was built for, in a process that has drawn the language. kit.equal: how many of
    the sampled letters differ from render() by a pixel; the control must differ.
    """
    naive = figure("letter.naive.p95", p95(naive_letter), "s")
    yield naive
    yield figure("letter.full.p95", p95(full_letter), "s", naive)
    kits_of = {code: built(code) for code in SAMPLES}
    yield figure("letter.warm.p95", quantile(warm(kits_of), 0.95), "s", naive)
    yield figure("letter.new_strings.p95", quantile(new_strings(kits_of), 0.95), "s", naive)
    yield figure("letter.cold.p95", quantile(cold(), 0.95), "s", naive)
    for code in SAMPLES:
        taken = seconds(partial(built, code), times=3)
        yield figure(f"kit.build_seconds.{code}", quantile(taken, 0.5), "s")
    yield figure("kit.equal", different(kits_of), "letters")
    yield from bundle_figures()


def p95(draw: Callable[[str, str], bytes]) -> float:
    """The 95th percentile in seconds; a first letter of each language warms the font caches."""
    for code in SAMPLES:
        draw(code, "Z.")
    signed = [f"{a}.\u00a0{b}." for a, b in zip(LATIN_A, LATIN_B, strict=True)][:ROUNDS]
    times = [
        seconds(partial(draw, code, initials), times=1, warm_up=0)[0]
        for initials in signed
        for code in SAMPLES
    ]
    return quantile(times, 0.95)


def naive_letter(code: str, initials: str) -> bytes:
    page = markup.page_of(letter(code, initials=initials), markup.ADDRESS_SIZES_PT[0])
    style = f"<style>{markup.css_of(code)}</style></head>"
    return bytes(HTML(string=page.replace("</head>", style)).write_pdf() or b"")


def full_letter(code: str, initials: str) -> bytes:
    return render(letter(code, initials=initials))


def warm(kits_of: dict[str, Kit]) -> Iterator[float]:
    signed = Signatory("A.\u00a0B.", "Berlin")
    for kit in kits_of.values():
        yield from seconds(partial(single, kit, signed, DAY), times=20)


def new_strings(kits_of: dict[str, Kit]) -> Iterator[float]:
    """Every language with strings of every script, and Chinese and Korean ones once each."""
    draws, seen = random.Random(SEED), set[str]()
    for kit in kits_of.values():
        single(kit, Signatory("A.", "Ulm"), DAY)  # the kit stands
        for letters in (*SCRIPTS * NEW_STRINGS, common("gb2312"), common("euc_kr")):
            signed = unseen(letters, draws, seen)
            yield seconds(partial(single, kit, signed, DAY), times=1, warm_up=0)[0]


def common(encoding: str) -> str:
    """The commonest Chinese characters or Korean syllables, as a national standard has them."""
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xC8) for trail in range(0xA1, 0xFF))
    return "".join(code.decode(encoding, "ignore") for code in codes)


def unseen(letters: str, draws: random.Random, seen: set[str]) -> Signatory:
    dot = "" if len(letters) > 100 else "."
    while True:
        initials = "\u00a0".join(draws.choice(letters) + dot for _ in "abc"[: draws.randint(2, 3)])
        place = "".join(draws.choice(letters) for _ in range(2 if not dot else 7))
        if not {initials, place} & seen:
            seen.update((initials, place))
            return Signatory(initials, place)


def cold() -> Iterator[float]:
    numbers = count(1000)
    for code in SAMPLES:
        for number in (next(numbers) for _ in range(ROUNDS)):
            closing = f"{SAMPLES[code].blocks.closing} {number}"
            work = partial(first_letter, code, closing)
            yield seconds(work, times=1, warm_up=0)[0]


def first_letter(code: str, closing: str) -> bytes:
    return single(built(code, closing), Signatory("A.\u00a0B.", "Berlin"), DAY)


def different(kits_of: dict[str, Kit]) -> int:
    """Letters whose pixels differ; raises RuntimeError if the control does not."""
    found = 0
    for code, kit in kits_of.items():
        for initials, place in (("A.\u00a0Ž.", "Köln"), ("م.", "تونس"), ("王\u00a0小", "")):
            drawn = pixels(single(kit, Signatory(initials, place), DAY))
            found += drawn != pixels(render(letter(code, initials, place)))
        if drawn == pixels(render(letter(code, "王\u00a0大", ""))):
            raise RuntimeError(f"The control of {code} does not differ.")
    return found
