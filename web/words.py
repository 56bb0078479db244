"""The words of the panel's own pages, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Language, Text

WORDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "panel": Text(zh="carebot 护理面板", en="carebot care panel"),
        "skip": Text(zh="跳到警报", en="Skip to the alarms"),
        "signed_in_as": Text(zh="当前用户", en="Signed in as"),
        "sign_out": Text(zh="退出", en="Sign out"),
        "other_device": Text(zh="另一台设备", en="Another device"),
        "other_device_title": Text(zh="在另一台设备上登录", en="Sign in on another device"),
        "dismiss": Text(zh="关闭", en="Close"),
        "sign_in": Text(zh="请登录", en="Please sign in"),
        "how_to_sign_in": Text(
            zh="打开一次性登录链接即可登录。已登录的同事可以点“另一台设备”给您一个；"
            "也可以在运行 carebot 的电脑上用这个命令得到新链接：",
            en="Open a link that signs you in once. A colleague who is signed in can make one for you with “Another "
            "device”, and on the computer that runs carebot this command prints a new one:",
        ),
        "who_are_you": Text(zh="您是哪位？", en="Who are you?"),
        "your_name_is_recorded": Text(
            zh="您的操作会记在这个名字下。", en="What you do here is recorded under this name."
        ),
        "nobody_known": Text(
            zh="设置里还没有护理人员，请先在设置文件中添加。", en="The settings name no carers yet; add them first."
        ),
        "stop": Text(zh="停止", en="STOP"),
        "stop_hint": Text(zh="立即停止所有动作和声音", en="Stop all motion and sound at once"),
        "release": Text(zh="解除停止", en="Release the stop"),
        "release_question": Text(
            zh="周围没有人会被碰到吗？解除后机器人可能会动。",
            en="Is the area clear? Once released, the robot may move.",
        ),
        "release_yes": Text(zh="周围安全，解除停止", en="The area is clear: release"),
        "pause": Text(zh="暂停", en="Pause"),
        "go_on": Text(zh="继续", en="Go on"),
        "cancel": Text(zh="取消", en="Cancel"),
        "start_shift": Text(zh="开始值班：打开声音", en="Start shift: sound on"),
        "sound_locked": Text(zh="警报声未打开！", en="Alarm sound is off!"),
        "sound_on": Text(zh="警报声已打开", en="Alarm sound is on"),
        "test_sound": Text(zh="试听", en="Test"),
        "connected": Text(zh="已连接", en="Connected"),
        "connecting": Text(zh="正在连接…", en="Connecting…"),
        "lost": Text(
            zh="与机器人的连接已断开，屏幕内容已过时！正在重新连接…",
            en="The connection to the robot is lost: this page is out of date! Reconnecting…",
        ),
        "signed_out": Text(
            zh="登录已失效，屏幕内容已过时！请重新登录。",
            en="You are signed out: this page is out of date! Sign in again.",
        ),
        "alarms": Text(zh="警报", en="Alarms"),
        "no_alarms": Text(zh="没有警报", en="No alarms"),
        "acknowledge": Text(zh="我来处理，正在赶去", en="I am on my way"),
        "resolve": Text(zh="已到场，结束警报", en="I am there: end the alarm"),
        "resolve_title": Text(zh="结束警报", en="End the alarm"),
        "resolve_hint": Text(zh="请在老人身边确认后再结束。", en="End it only once you are at the resident’s side."),
        "was_it_real": Text(zh="警报属实吗？", en="Was it a real alarm?"),
        "real": Text(zh="属实", en="Yes, real"),
        "false_alarm": Text(zh="误报", en="No, false"),
        "note": Text(zh="备注（可不填）", en="Note (may stay empty)"),
        "since": Text(zh="发生于", en="Since"),
        "on_the_way": Text(zh="正在赶去", en="on the way"),
        "unreached": Text(zh="没有通知到", en="Not reached"),
        "ended_lately": Text(zh="最近结束的警报", en="Alarms that ended lately"),
        "level": Text(zh="级别", en="Priority"),
        "map": Text(zh="位置", en="Map"),
        "map_label": Text(zh="家中平面图，显示机器人和看到的人", en="Floor plan with the robot and the people in view"),
        "somebody": Text(zh="有人", en="Somebody"),
        "nobody_in_view": Text(zh="没有看到人", en="Nobody in view"),
        "battery": Text(zh="电量", en="Battery"),
        "speed": Text(zh="速度", en="Speed"),
        "holding": Text(zh="手里", en="Holding"),
        "emergency_stop": Text(zh="急停已按下", en="Emergency stop pressed"),
        "lost_position": Text(zh="不知道自己在哪儿", en="Position unknown"),
        "untested": Text(zh="未在实物上测试", en="untested on hardware"),
        "doing": Text(zh="正在做什么", en="What it is doing"),
        "nothing_to_do": Text(zh="现在没有任务", en="No task at present"),
        "faults": Text(zh="故障", en="Faults"),
        "talk": Text(zh="听到的和说出的", en="Heard and said"),
        "nothing_said": Text(zh="还没有对话", en="Nothing heard or said yet"),
        "caption": Text(zh="仅字幕，未出声", en="caption only, not heard"),
        "say_it": Text(zh="对机器人说", en="Talk to the robot"),
        "speak_as": Text(zh="身份", en="As"),
        "as_me": Text(zh="我自己", en="myself"),
        "send": Text(zh="发送", en="Send"),
        "confirmations": Text(zh="等待同意", en="Waiting for a yes"),
        "from_whom": Text(zh="需要", en="Needed from"),
        "then_no": Text(zh="后算作不同意", en="left, then it counts as a no"),
        "yes": Text(zh="同意", en="Yes"),
        "no": Text(zh="不同意", en="No"),
        "resident_must": Text(zh="由老人亲口答应", en="The resident answers by voice"),
        "decisions": Text(zh="安全决定", en="Safety decisions"),
        "no_decisions": Text(zh="还没有决定", en="No decisions yet"),
        "tightened": Text(zh="途中收紧", en="tightened on the way"),
        "revoked": Text(zh="途中收回许可", en="leave taken back"),
        "ask_for": Text(zh="让机器人做事", en="Ask for a task"),
        "any": Text(zh="不指定", en="not given"),
        "ask": Text(zh="请它做", en="Ask"),
        "scenes": Text(zh="模拟场景", en="Scenes of the simulated home"),
        "decision": Text(zh="安全决定", en="Safety decision"),
        "requested": Text(zh="要求", en="Asked for"),
        "granted": Text(zh="准许", en="Granted"),
        "at": Text(zh="时间", en="Time"),
        "asked_by": Text(zh="谁要求", en="Asked by"),
        "mode": Text(zh="当时模式", en="Mode then"),
        "limits": Text(zh="限制", en="Bounds"),
        "to_resident": Text(zh="对老人的说法", en="As told to the resident"),
        "alternative": Text(zh="可以改为", en="Instead"),
        "reasons": Text(zh="依据", en="Reasons"),
        "no_reasons": Text(zh="没有规则反对。", en="No rule is against it."),
        "record": Text(zh="完整记录", en="The whole record"),
        "why": Text(zh="为什么？", en="Why?"),
        "why_title": Text(zh="为什么", en="Why it happened"),
        "level_of_detail": Text(zh="给谁看", en="As told to"),
        "rules": Text(zh="全部规则", en="All rules"),
        "rules_title": Text(zh="规则书", en="The rule book"),
        "rules_hint": Text(
            zh="这里是现在生效的每一条规则和上限，由规则文件直接生成。",
            en="Every rule and limit that is in force now, generated from the files themselves.",
        ),
        "rules_subjects": Text(zh="目录", en="Subjects"),
        "what_if": Text(zh="假如……", en="What if …"),
        "what_if_title": Text(zh="假如", en="What if"),
        "what_if_hint": Text(
            zh="用机器人真正的规则判断一个假设的情形；什么都不会真的去做。",
            en="The robot’s own rules judge a supposed moment; nothing is ever carried out.",
        ),
        "what_if_action": Text(zh="假如要它做", en="Suppose it was to"),
        "what_if_not_supposed": Text(zh="不假设", en="as usual"),
        "what_if_ask": Text(zh="看看会怎样", en="See what it says"),
        "what_if_usual": Text(
            zh="没有另外假设的：中午，传感器正常，附近没有人，由第一位老人要求。",
            en="Unless supposed otherwise: noon, fresh senses, nobody near, the first resident asks.",
        ),
        "what_if_says": Text(zh="它会这样回答", en="It would say"),
        "what_would_change": Text(zh="怎样会不一样", en="What would change it"),
        "problem": Text(zh="没有成功", en="That did not work"),
        "back": Text(zh="返回面板", en="Back to the panel"),
        "failed": Text(zh="没有送到，请再试一次！", en="It did not get through; try again!"),
        "seconds": Text(zh="秒", en="s"),
        "minutes": Text(zh="分", en="min"),
    }
)


def words_in(language: Language) -> dict[str, str]:
    """All words in one language."""
    return {key: text.in_(language) for key, text in WORDS.items()}
