"""Pieces that arbitrary minutes are made of: openings, markers, orders, time words, marks, noise."""

_JOINED = (
    "会议要求，|校长林远舟强调，|书记周明澜提出三点要求：|省教育厅要求，|根据上级部署，|"
    "他强调，|会议指出，|一是|二是|三是|四是|一要|二要|首先，|其次，|最后，|第一，|第二，|一、|"
    "二、|（一）|（二）|1.|2.|3、|(1)|(2)|①|②|01\n|02\n|l、|Ｏ2|• |- |第一条 |其一，|后勤处要|"
    "保卫处须|各学院应|由图书馆|请校医院|师生要|辅导员|责任单位：后勤处|"
    "（责任单位：保卫处；完成时限：6月10日前）|消毒教室|核验身份、登记车辆|制定方案并报送|"
    "加强值班|提高政治站位|坚决防止|外来人员翻墙入校、|严禁|私拉电线|不得|在确保安全的前提下，|"
    "如发现异常，|出现症状的，|5月25日前|每天|每周五下午5点前|三个工作日内|即日起至6月10日|"
    "2小时内|13月45日前|工作要求|会议情况|特此通知|请遵照执行|关于做好工作的通知|"
    "发布时间：2022-05-20|5月19日，学校召开会议。|参会人员：|The Registrar shall |must not |"
    "publish the list| by Friday| within 48 hours|unless |First, |Second, |Action 1: |"
    "Three resolutions|As required by the Ministry, |Facilities to repair the pump| daily|"
    "To: all staff|。|；|，|、|：|！|？|.|;|,| |\u3000|\n|\n\n|\r\n|\r|\t|“|”|（|）|(|)|【|】|"
    "\x00|\x0b|\x1f|\u200b|\ufeff|\u2028|�|🚨|é|０|²|٣|一|十|百|要|是"
)
FRAGMENTS = tuple(_JOINED.split("|"))
