"""Words for handles, and names shown as several languages write them."""

COLOURS = (
    "red blue green amber violet silver copper teal ochre ivory scarlet indigo olive coral umber azure "
    "black white grey golden crimson lilac maroon navy pearl rusty sable sandy slate tawny"
).split()
ANIMALS = (
    "heron otter badger lynx falcon marten raven tern stoat plover hare perch crane newt wren vole ibis "
    "moth toad finch beaver gull mole pike robin shrew swift trout weasel zander bison cod dove eel fox "
    "gecko ibex jay koala lark"
).split()
# A colour and an animal in one language: as written there, and as somebody writes it who lacks the letters.
NAMED = {
    "DE": (
        (("Grüner", "Gruener"), ("Weißer", "Weisser"), ("Früher", "Frueher"), ("Röter", "Roeter")),
        (("Bär", "Baer"), ("Kranich", "Kranich"), ("Löwe", "Loewe"), ("Käfer", "Kaefer"), ("Dachs", "Dachs")),
    ),
    "NL": (
        (("Blauwe", "Blauwe"), ("Groene", "Groene"), ("Zwarte", "Zwarte"), ("Gouden", "Gouden")),
        (("Reiger", "Reiger"), ("Uil", "Uil"), ("Zeehond", "Zeehond"), ("Egel", "Egel"), ("Wezel", "Wezel")),
    ),
    "FR": (
        (("Doré", "Dore"), ("Argenté", "Argente"), ("Foncé", "Fonce"), ("Bleu", "Bleu")),
        (("Héron", "Heron"), ("Lièvre", "Lievre"), ("Blaireau", "Blaireau"), ("Bélier", "Belier")),
    ),
    "SE": (
        (("Grå", "Gra"), ("Röd", "Rod"), ("Blå", "Bla"), ("Grön", "Gron")),
        (("Räv", "Rav"), ("Älg", "Alg"), ("Bäver", "Baver"), ("Örn", "Orn"), ("Mås", "Mas")),
    ),
    "BG": (
        (("Зелен", "Zelen"), ("Червен", "Cherven"), ("Бял", "Byal"), ("Черен", "Cheren")),
        (("Бобър", "Bobar"), ("Ястреб", "Yastreb"), ("Заек", "Zaek"), ("Сокол", "Sokol")),
    ),
    "GB": (
        (("Amber", "Amber"), ("Silver", "Silver"), ("Copper", "Copper"), ("Ivory", "Ivory")),
        (
            ("Heron", "Heron"),
            ("Otter", "Otter"),
            ("Badger", "Badger"),
            ("Lynx", "Lynx"),
            ("Falcon", "Falcon"),
        ),
    ),
}
