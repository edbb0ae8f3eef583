"""Words that make a place of a name beside them, and words that show it to be none; for `standing` and its like."""

from __future__ import annotations

SETTLEMENTS = frozenset(
    "village town city district province area region neighbourhood neighborhood suburb camp hamlet county township "
    "commune municipality quarter island valley mountain hill sub-district subdistrict sector prefecture department "
    "settlement locality crossing junction square street road avenue market hospital airport airbase base prison "
    "bridge checkpoint port dam farm refinery residence barracks stadium mosque church temple school university "
    "shrine countryside outpost monastery".split()
)
SITES = frozenset("site post station centre center crossing terminal depot plant mine field quarter".split())
STRUCTURES = frozenset(
    "compound complex headquarters statue monument checkpost ground intake palace canal river lake gorge plaza "
    "boulevard lane roundabout tower warehouse reservoir tunnel pass park forest cemetery monastery cathedral temple "
    "clinic hotel embassy consulate building memorial gate slum mall overpass flyover culvert".split()
)
"""After a name, these say what kind of place it is; before "of" they say nothing."""
NUMBERED_SITES = frozenset(
    "camp camps hill kilometre kilometer km block sector ward gate checkpoint post zone pier terminal height".split()
)
"""What goes by a number and is a place: "Camp 7", "Hill 1103"."""
NAMED_AFTER = frozenset("river lake islet hamlet village wadi".split())
"""What stands right before its name: "the river X"."""
PARTICLES = frozenset("au aux des du de la le del dos da do di el los las".split())
"""What joins the words of a name: "Pont au Change"."""
LOCATIVE = frozenset("in at near outside inside around into through across throughout off along beside".split())
TOWARDS = frozenset("of on over to towards toward from onto beside beyond behind above along off past under".split())
TAKING = frozenset(
    "retake recapture overrun shell bombard besiege encircle liberate storm invade patrol occupy reoccupy blockade "
    "depopulate raze torch strafe pillage regain".split()
)
"""Verbs whose object, where it has a name, is a town."""
RAIDING = frozenset("attack raid hit strike target torch burn bomb pound capture seize enter reach ransack".split())
"""Verbs whose object may be a town, or somebody."""
DWELLERS = frozenset(
    "resident inhabitant villager townspeople mayor population outskirts outskirt edge street gorge forest islet site "
    "coast shore chiefdom territory".split()
)
CALLED = frozenset("called named".split())
FOUGHT = frozenset("battle fight fighting siege fall capture recapture liberation".split())
BODIES = frozenset(
    "ministry secretariat parliament congress senate house court government assembly council cabinet commission state "
    "church university islam christmas easter ramadan english arabic french spanish army navy border".split()
)
OF_SUBJECTS = frozenset("school university church department".split())
"""What is "of" a field or a ministry as often as of a place: "the Department of Education"."""
HELD = frozenset("base barracks outpost checkpoint prison residence camp".split())
"""What is "of" those who hold it: "the base of the Tigers"."""
BODY_KINDS = frozenset(
    "agency news network television tv radio times daily corporation corp company inc ltd court party committee "
    "council association union organisation organization front army forces force group movement brigade battalion "
    "division league federation minister ministry department foundation institute club team cup championship "
    "series".split()
)
"""The last word of the name of a body, which may sit anywhere: "an editor at the Amaq News Agency"."""
NUMBERED = frozenset("group operation chapter section article phase day table round grade class formula game".split())
"""What goes by a letter or a name of its own and is no place: "Group C", "Operation Desert Storm"."""
LIKE = frozenset("including include like as".split())
"""What brings examples: "in three villages, including X and Y", "villages such as X"."""
ENTERED = frozenset("enter re-enter".split())
CAPTURED = frozenset("capture seize take".split())
KINDS = frozenset(
    "park bazaar market gardens college headquarters hq factory factories fields forests complex "
    "hospital airport airbase base airfield street square road avenue boulevard highway bridge checkpoint prison camp "
    "stadium mosque cathedral temple synagogue shrine monastery tower hotel plaza junction roundabout crossing dam "
    "statue monument compound "
    "barracks refinery gorge valley mountain mountains hills hill river lake island islands beach cemetery palace "
    "heights ridge forest desert pass tunnel gate terminal port harbour harbor embassy consulate villa farms fort "
    "fortress castle outpost clinic mall district governorate province county municipality township village town "
    "suburb countryside quarter neighbourhood neighborhood school".split()
)
"""With a capital, as the last word of a name, these say what kind of place it is."""
GENERIC = frozenset(
    "mount lake camp fort port cape villa plaza tal tall tell tel jabal jebel djebel kafr kfar kafar wadi khirbet "
    "khirbat deir dayr ayn beit bayt hai hayy nahr ras marj burj qalaat qalat qasr colonia barrio bir tepe umm-al "
    "ait oued ksar kampong kampung desa gunung sungai pulau ban nong phnom avenida rue calle "
    "rua quai pont ulitsa sitio barangay vereda rancho cerro".split()
)
"""The first words of names of places: mountains, hills, villages, valleys, springs, houses, in the languages of the
news."""
PIECES = frozenset(
    "al el an ar as ash at az tal tel tell kafr kfar jabal jebel deir greater lower upper inner outer new old north "
    "south east west central".split()
)
"""Words that open a name and are none by themselves."""
FAITHS = frozenset(
    "sunni shiite shi'ite shi’ite shia shi'a alawite druze christian muslim hindu jewish buddhist sikh yazidi yezidi "
    "maronite coptic catholic protestant orthodox islamist kurdish turkmen tamil arab koranic quranic".split()
)
"""What says who lives somewhere or holds it, before a noun: "a Shiite neighbourhood"."""
ARTICLES = frozenset("al el ad an ar as ash at az".split())
NOT_BY = frozenset("by with as for than like between against".split())
LINKS = frozenset(", and or both & the".split())
