"""Family names: with one first, characters that make no word of the dictionary are a person's name."""

from __future__ import annotations

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍"
    "虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松"
    "井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂"
    "索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕"
    "连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋"
    "沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公言楚兰澹月秋霜青归海岳帅缑亢况有琴墨哈谯笪年爱阳佟苌肖覃闫付代晋代"
)
_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "南宫",
        "端木",
        "司空",
        "长孙",
    ]
)
_UNIT_ENDS = "会处部院办组局厅室队校系科站所委室馆楼区"
_LONGEST_SINGLE, _LONGEST_DOUBLE = 3, 4


def looks_like_a_name(printed: str, *, words: int) -> bool:
    """Tell whether a family name comes first and the rest is no word: `words` is what it falls into."""
    if words < 2 or printed[-1] in _UNIT_ENDS:
        return False
    if printed[:2] in _DOUBLE:
        return 2 < len(printed) <= _LONGEST_DOUBLE
    return printed[0] in _SINGLE and 2 <= len(printed) <= _LONGEST_SINGLE
