"""Charts: every number is drawn in its place, and stands in the table as well."""

from web.charts import HEIGHT, SERIES, WIDTH, stacked


def test_bars_stand_on_each_other_and_fill_the_chart() -> None:
    chart = stacked([("Mon", {"falls": 3, "help": 1}), ("Tue", {}), ("Wed", {"falls": 2})], "others")
    assert chart.legend == ("falls", "help")
    assert chart.rows == (("Mon", (3, 1)), ("Tue", (0, 0)), ("Wed", (2, 0)))
    monday = [bar for bar in chart.bars if bar.says.startswith("Mon")]
    assert chart.most == 4
    assert monday[1].y + monday[1].height == monday[0].y
    assert [bar.says for bar in chart.bars] == ["Mon · falls: 3", "Mon · help: 1", "Wed · falls: 2"]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and 0 <= bar.y <= HEIGHT for bar in chart.bars)


def test_what_is_rare_is_drawn_together_and_nothing_is_lost() -> None:
    counts = {f"cause {number}": number + 1 for number in range(8)}
    chart = stacked([("Mon", counts)], "others")
    assert len(chart.legend) == SERIES
    assert chart.legend[0] == "cause 7"
    assert chart.legend[-1] == "others"
    assert sum(chart.rows[0][1]) == sum(counts.values())


def test_nothing_is_no_bar() -> None:
    assert stacked([("Mon", {})], "others").bars == ()
    assert stacked([], "others").most == 0
