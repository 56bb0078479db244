"""Tang and Song poems, in the public domain, with English of this project's own."""

from typing import Final

from carebot.core.language import Text
from skills.repertoire.base import Piece


def _poem(author: str, title: str, by: str, name: str, *lines: tuple[str, str]) -> Piece:
    return Piece(
        announcement=Text(zh=f"给您念一首{author}的《{title}》。", en=f"Here is “{name}”, by {by}."),
        parts=tuple(Text(zh=zh, en=en) for zh, en in lines),
        source=f"{author}《{title}》, public domain; English written for carebot",
    )


POEMS: Final = (
    _poem(
        *("李白", "静夜思", "Li Bai", "Quiet Night"),
        ("床前明月光，疑是地上霜。", "Bright moonlight lies before my bed, like frost upon the ground."),
        ("举头望明月，低头思故乡。", "I lift my head to the moon, lower it, and think of home."),
    ),
    _poem(
        *("孟浩然", "春晓", "Meng Haoran", "Spring Morning"),
        ("春眠不觉晓，处处闻啼鸟。", "In spring I sleep past daybreak, on every side I hear birds."),
        ("夜来风雨声，花落知多少。", "All night came wind and rain, how many petals fell?"),
    ),
    _poem(
        *("王之涣", "登鹳雀楼", "Wang Zhihuan", "Stork Tower"),
        ("白日依山尽，黄河入海流。", "The white sun sinks behind hills, the Yellow River runs seaward."),
        ("欲穷千里目，更上一层楼。", "To see a thousand miles further, climb one flight more."),
    ),
    _poem(
        *("王维", "鹿柴", "Wang Wei", "Deer Park"),
        ("空山不见人，但闻人语响。", "On the empty hill I see nobody, yet I hear voices."),
        ("返景入深林，复照青苔上。", "Late light comes through the wood, and shines upon the moss."),
    ),
    _poem(
        *("王维", "相思", "Wang Wei", "Red Beans"),
        ("红豆生南国，春来发几枝。", "Red beans grow in the south, in spring they sprout."),
        ("愿君多采撷，此物最相思。", "Gather many of them, my friend, they say we think of you."),
    ),
    _poem(
        *("白居易", "问刘十九", "Bai Juyi", "A Question"),
        ("绿蚁新醅酒，红泥小火炉。", "New wine with green foam, a little stove of clay."),
        ("晚来天欲雪，能饮一杯无？", "Tonight it looks like snow. Will you drink a cup?"),
    ),
    _poem(
        *("柳宗元", "江雪", "Liu Zongyuan", "River Snow"),
        ("千山鸟飞绝，万径人踪灭。", "No bird over a thousand hills, no footprint on the paths."),
        ("孤舟蓑笠翁，独钓寒江雪。", "One boat, one old man in straw, fishing in the snow."),
    ),
    _poem(
        *("杜甫", "绝句", "Du Fu", "Four Lines"),
        ("两个黄鹂鸣翠柳，一行白鹭上青天。", "Two orioles sing in green willows, white egrets climb the sky."),
        ("窗含西岭千秋雪，门泊东吴万里船。", "My window holds the western snow, far boats lie at my door."),
    ),
    _poem(
        *("贺知章", "咏柳", "He Zhizhang", "The Willow"),
        ("碧玉妆成一树高，万条垂下绿丝绦。", "A tall tree dressed in jade, with a thousand green ribbons."),
        ("不知细叶谁裁出，二月春风似剪刀。", "Who cut the slender leaves? The spring wind, like scissors."),
    ),
    _poem(
        *("叶绍翁", "游园不值", "Ye Shaoweng", "The Garden"),
        ("应怜屐齿印苍苔，小扣柴扉久不开。", "I knock and knock, the wicket gate stays shut."),
        ("春色满园关不住，一枝红杏出墙来。", "Spring cannot be locked in, an apricot branch looks out."),
    ),
    _poem(
        *("骆宾王", "咏鹅", "Luo Binwang", "The Goose"),
        ("鹅，鹅，鹅，曲项向天歌。", "Goose, goose, goose, it bends its neck and sings."),
        ("白毛浮绿水，红掌拨清波。", "White feathers on green water, red feet in clear waves."),
    ),
)
