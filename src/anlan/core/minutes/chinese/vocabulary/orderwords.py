"""Order words and bans, apart from words in which 要, 需, 应, 请 mean something else; links before them."""

from __future__ import annotations

import re

from anlan.core.minutes.chinese.vocabulary.alternation import alternation

# What makes an act out of a verb. A word in which 要, 需, 应, 请 means something else is fenced off.
MODALS = re.compile(
    r"(?:(?:务必|必须|应当|应该|务须)要?|切实要|须要"
    r"|(?<![主重首次必显纪摘概简紧只将就快想不需只机提扼撮切])要(?!求|点|素|件|害|闻|么|是[^否]|紧|领|义"
    r"|职|道|塞|隘|目|务(?!必)|旨)"
    r"|(?<![必急所供内军刚无毋胡兼凡少确如若])需(?!求|知|要?(?:说明|指出|强调的|特别说明|注意的|的))要?"
    r"|(?<![反供适相响效对回感顺理照不])应(?!急|对|用|届|聘|邀|收|付|战|变|答|有尽|有的|运|力|[^，。；]尽)"
    r"|(?<![必无胡莫何])须(?!知|臾|要)"
    r"|(?<![申邀聘提报约敦恳宴])请(?=于|在|将|按|务必|及时|尽快|认真|做好|注意|配合|自觉|提前|组织|严格"
    r"|高度|妥善|合理|主动|立即|予以|与|到|向|从|如期))"
)
BANS = re.compile(
    r"(?:一律(?:不得|不准|不许|禁止|不予|不再|不)|坚决(?:防止|避免|杜绝|禁止|制止|遏制)|(?<!来)(?<!由)(?<!容)不得(?!不)|不准|不许"
    r"|不允许|不可|严禁|禁止|严防(?!死守)|杜绝|切勿|请勿|切忌|严控不得"
    r"|(?<!要)不要(?!求|紧|是)|非必要不|(?<![^，。；、的])勿(?!忘))"
)
# Bans that take acts as objects, so that each object is a part of its own.
BANS_WITH_OBJECTS = re.compile(
    r"(?:一律禁止|坚决(?:防止|避免|杜绝|禁止|制止|遏制)|严禁|禁止|严防(?!死守)|杜绝|切忌)"
)
# Openings and links that stand before the subject and belong to nothing.
_LINKS = alternation(
    """
    同时 并且 此外 另外 其中 特别是 尤其是 因此 为此 所以 对此 然后 随后 而且 但是 不仅 不但 而是
    下一步 今后 接下来 当前 现阶段 下阶段 下一阶段 会后 总之 与此同时
    """
)
_LINKS_BEFORE_MODAL = alternation(
    """
    还 也 既 又 更 都 均 且 一定 首先 其次 再 就 则 务必 始终 尤其 特别 同时 今后 下一步 不仅 不但 而且 并 亦
    """
)
CONJUNCTION = re.compile(
    rf"(?:{_LINKS}"
    r"|并(?![排列行入网])|还(?!原|款)|也|既(?!有)|又|更(?!换|新|改|衣|正|加|好)|且|均|都|再(?!次|生|由)"
    r"|而|则|但|亦)[，,、：:\s]*"
)
LINK_BEFORE_MODAL = re.compile(rf"(?:{_LINKS_BEFORE_MODAL})+$")
