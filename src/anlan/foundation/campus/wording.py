"""Words of what can go wrong with places."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

PROBLEMS: dict[str, str | Promise] = {
    "missing": _("%(field)s 没有填。补上。"),
    "slash": _("编码“%(value)s”里有斜杠。换成连字符。"),
    "not_a_feature": _("这一项不是 Feature。删掉，或者改成 Feature。"),
    "not_a_text": _("%(field)s 要写成文字。"),
    "bad_text": _("%(field)s 太长，或含有看不见的字符：%(value)s"),
    "not_in_range": _("%(field)s 的 %(value)s 不在允许的范围里，要整数。"),
    "unknown_kind": _("没有“%(value)s”这一类。用类别表里的名称。"),
    "wrong_parent_kind": _("这一类不能放在“%(value)s”里。换一个上级。"),
    "unknown_unit": _("没有编码为 %(value)s 的单位。先导入单位表，或者空着。"),
    "parent_unknown": _("上级 %(value)s 不存在。把上级放进同一个文件，或者先导入它。"),
    "parent_refused": _("上级 %(value)s 自己有错。先改上级。"),
    "circle": _("和 %(value)s 互为上级，成了圈。改其中一个的上级。"),
    "moved": _("上级换成了 %(value)s。换上级到地点页上做，一次一个。"),
    "twice": _("同一个编码在第 %(value)s 项出现过。删掉一处。"),
    "too_deep": _("层级太深，编码连起来超过 400 个字符。"),
    "not_yours": _("%(value)s 不归你管。找它的主管单位来导入。"),
    "not_an_object": _("%(field)s 不是图形。"),
    "unknown_type": _("%(field)s 不认识。用点、线、面。"),
    "not_a_list": _("%(field)s 要是一列坐标。"),
    "too_few_positions": _("%(field)s 的点太少。线至少 2 个点，面至少 4 个点。"),
    "ring_open": _("%(field)s 没有闭合。最后一个点要和第一个点相同。"),
    "too_many_positions": _("%(field)s 的点超过 20,000 个。先简化。"),
    "not_a_position": _("%(field)s 要是两个数：经度在前，纬度在后。"),
    "not_a_number": _("%(field)s 要是数字。"),
    "not_finite": _("%(field)s 是无穷大。改成实际的数。"),
    "out_of_reach": _("%(field)s 超出范围。经度 ±180、纬度 ±90；投影坐标先转成经纬度。"),
}

ACTS: dict[str, str | Promise] = {
    "campus.add_place": _("新增地点"),
    "campus.change_place": _("修改地点"),
    "campus.move_place": _("换上级"),
    "campus.close_place": _("停用地点"),
    "campus.import_plan": _("导入平面图"),
    "campus.move_resident": _("调换床位"),
}

WORDS: dict[str, Words] = {
    "campus.geojson_too_large": Words(
        _("文件太大"), _("平面图文件不能超过 20 MB。"), _("按校区分成几份再导入。")
    ),
    "campus.geojson_too_many": Words(
        _("图形太多"), _("一个文件最多 50,000 个图形，这里有 %(size)s 个。"), _("按校区分成几份再导入。")
    ),
    "campus.geojson_not_utf8": Words(
        _("文字编码不对"), _("从第 %(byte)s 个字节起不是 UTF-8。"), _("另存为 UTF-8 再导入。")
    ),
    "campus.geojson_too_deep": Words(
        _("文件套得太深"), _("括号一层套一层，读不到底。"), _("从制图软件重新导出。")
    ),
    "campus.geojson_not_json": Words(
        _("文件不是 JSON"), _("第 %(line)s 行第 %(column)s 列读不下去。"), _("从制图软件重新导出 GeoJSON。")
    ),
    "campus.geojson_bad_number": Words(
        _("有一个数读不懂"),
        _("文件里有 %(value)s。GeoJSON 里不能有 NaN、无穷大和超长的数。"),
        _("改掉再导入。"),
    ),
    "campus.geojson_not_a_collection": Words(
        _("不是一组图形"), _("最外层要是 FeatureCollection。"), _("从制图软件整层导出。")
    ),
    "campus.geojson_without_features": Words(
        _("文件里没有图形"), _("缺 features 这一列。"), _("从制图软件整层导出。")
    ),
    "campus.geojson_wrong_crs": Words(
        _("坐标系不对"),
        _("文件用的是 %(crs)s。这里只认 WGS 84 经纬度和校内米制坐标（local）。"),
        _("在制图软件里转成 EPSG:4326 再导出。"),
    ),
    "campus.bad_geometry": Words(_("图形有错"), _("%(field)s：%(problem)s"), _("从制图软件重新导出。")),
    "campus.bad_code": Words(_("编码用不了"), _("编码不能空，也不能有斜杠。"), _("用字母、数字、连字符。")),
    "campus.code_taken": Words(
        _("编码已经用了"), _("已有一个地点叫 %(place)s。"), _("换一个编码，或者去改那个地点。")
    ),
    "campus.too_deep": Words(
        _("层级太深"), _("编码连起来超过 400 个字符。"), _("换一个近一点的上级，或者短一点的编码。")
    ),
    "campus.unknown_kind": Words(_("没有这一类地点"), _("类别表里没有 %(kind)s。"), _("从列表里选一类。")),
    "campus.wrong_parent": Words(
        _("放不进这个上级"), _("%(kind)s不能放在%(parent)s里。"), _("换一个上级，或者换一类。")
    ),
    "campus.unknown_field": Words(_("这一项改不了"), _("地点没有 %(field)s 这一项。"), _("回到地点页再改。")),
    "campus.into_itself": Words(_("不能放进自己里面"), _("新的上级在它自己下面。"), _("换一个上级。")),
    "campus.not_empty": Words(_("里面还有地点"), _("它下面还有在用的地点。"), _("先停用或搬走下面的地点。")),
    "campus.no_such_bed": Words(_("没有编码为“%(place)s”的床位"), "", _("照地点页上的编码再填一次。")),
    "campus.not_to_live_in": Words(
        _("%(place)s 不能住人"), _("只能住到在用的床位或房间。"), _("换一个床位。")
    ),
    "campus.choose_a_bed": Words(_("%(place)s 分了床位"), "", _("写其中一张空床的编码。")),
    "campus.bed_taken": Words(_("%(place)s 已经有人住"), _("一张床只住一个人。"), _("换一张空床。")),
    "campus.room_full": Words(
        _("%(place)s 住满了"), _("这一间最多住 %(limit)s 人。"), _("换一间，或者先让别人搬走。")
    ),
    "campus.lives_there": Words(_("已经住在 %(place)s"), "", _("不用再搬。")),
    "campus.lived_in": Words(_("还有人住"), _("这里登记了住宿。"), _("先结束住宿，再停用。")),
}


def problem_words(code: str, *, field: str = "", value: str = "") -> str:
    """A problem of a feature in a sentence with what to do."""
    return str(PROBLEMS.get(code, code)) % {"field": field, "value": value}
