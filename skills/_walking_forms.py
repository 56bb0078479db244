"""Ways to and fro: the forms of go_to_place, escort and patrol_rooms, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form

_BED_EN: Final = "(go to bed|get into bed|get to bed|be in bed|turn in|lie down|go to sleep|have a lie down|have a nap)"

GO: Final = (
    Form(
        intent="go_to_place",
        zh=(
            "<ask>(去|到|上|回|往)({place}|{room})<beside>[去|等|等着|待着|呆着|站着|歇着|等我|等着我][去|吧]",
            "<ask>(站|待|呆|等|停)(在|到)({place}|{room})<beside>[去|等我|等着|别动]",
        ),
        en=(
            "(go|move|get|drive) [and] [off|back] [wait|stand|stay] [over] (to|by|beside|at|in|into|near|next to|in"
            " front of)"
            " [the|my] ({place}|{room}) [and (wait|stay) [there]]",
            "(wait|stay|stand|stop) [over] (by|beside|at|in|near|next to|in front of) [the|my] ({place}|{room}) [for"
            " me]",
        ),
    ),
    Form(
        intent="go_away",
        zh=("<ask>(站|离|走|退|躲|靠|闪)[得|我](远|开|边|后|边上)[一](点|点儿|些)",),
        en=("(stand|move|keep|get) (back|clear|aside|further back|away from me) [a bit|there]",),
        slots=MappingProxyType({"place": "dock"}),
    ),
    Form(
        intent="go_and_charge",
        zh=(
            "<ask>(回|去|到)(你那屋|你屋|你屋里|你的窝|你窝|你那儿|你那边|你的地方|一边)[里][去][歇着|待着|呆着|歇会儿|休息|充电][去]",
        ),
        en=("go [back|off] to your [own] (corner|place|spot|dock|base|room|charger) [{anything}]",),
        slots=MappingProxyType({"place": "dock"}),
    ),
)
ESCORT: Final = (
    Form(
        intent="escort",
        zh=(
            "<ask>(带|陪|领|送|扶|搀|推|跟)[着]我[一起|一块儿](去|到|上|回)({place}|{room})<beside>[去][{anything}]",
            "我(想|要|得)(去|到|上|回)({place}|{room})<beside>[去][{anything}]",
        ),
        en=(
            "(take|walk|bring|accompany|help) me [back|over|along] (to|into|through to) [the|my] ({place}|{room}) "
            "[{anything}]",
            "<i_want> to (go|be|get|sit) [back|over|down] (to|into|in|through to) [the|my] ({place}|{room}) "
            "[{anything}]",
            "come [along] with me to [the|my] ({place}|{room}) [{anything}]",
        ),
    ),
    Form(
        intent="escort_to_toilet",
        zh=(
            "<ask>(扶|搀|带|陪|领|送)[着]我(去|上|到)[趟|一趟|个](厕所|洗手间|卫生间|茅房)[去]",
            "我[着急|急着](想|要|得)(上|去)[趟|一趟|个](厕所|洗手间|卫生间|茅房)[去|了]",
        ),
        en=(
            "(take|walk|help|get) me to the (toilet|loo|bathroom|lavatory|restroom|ladies|gents) [{anything}]",
            "i (need|want|have|must) [to] [go to|get to|use|visit] the (toilet|loo|bathroom|lavatory|restroom) "
            "[{anything}]",
        ),
        slots=MappingProxyType({"need": "toilet"}),
    ),
    Form(
        intent="escort_to_bed",
        zh=(
            "我[想|要|该|得|准备|打算][先](上床|回屋|回屋里|回房|回房间|到床上|去床上)"
            "[去](睡|睡觉|睡会儿|躺|躺着|躺会儿|躺一会儿|躺下|歇着|歇会儿|歇一会儿|休息)[去|了]",
            "我(困|困死|困得不行|累)[了][想|要](睡|睡觉|上床|躺下|躺会儿|回屋)[了]",
            "<ask>(扶|搀|带|陪|送)[着]我(上床|去床上|回屋|回房)[睡觉|躺着|躺会儿|歇着][去]",
        ),
        en=(
            f"(i want|i need|i would like|i'd like|i'm ready|it's time|i ought|i'm going|time) [for me] to {_BED_EN}"
            f" [{{anything}}]",
            f"i think (i'll|i will) {_BED_EN} [{{anything}}]",
            "(help|get|see) me (to|into) bed [{anything}]",
        ),
        slots=MappingProxyType({"need": "bed"}),
    ),
)
PATROL: Final = (
    Form(
        intent="patrol_rooms",
        zh=("<ask>(去|到|上){room}<beside>(看看|瞧瞧|看一下|看一眼|转转|瞅瞅)[{anything}]",),
        en=(
            "<go> (see|look|check|find out) (what|what's|who|who's|if|whether|how) {anything} in [the|my] {room}"
            " [today|now|tonight]",
            "<go> (have|take) a look (in|into|round) [the|my] {room} [{anything}]",
        ),
    ),
)
