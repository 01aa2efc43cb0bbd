"""The sentences of refusal: which rule stands in the way, and what to do."""

from casework.domain.terms import Term, term


class Refusal(Term):
    """Why the law, beyond the table, says no."""

    NOT_YOUR_CASE = term(
        "not_your_case", "这件申请由另一位承办人办理。请先分办给您，或者请该承办人办理。"
    )
    RECUSED = term("recused", "您已回避这件申请，不能办理。请转给其他同事。")
    DATE_IN_FUTURE = term("date_in_future", "{on}还没有到（今天是{today}）。请填写已经发生的日期。")
    DATE_TOO_EARLY = term("date_too_early", "{on}早于{earliest}，不可能发生。请核对日期。")
    BEGUN_ANEW = term("begun_anew", "答复期限已经重新起算，更正原来的收到日期没有意义。")
    AFTER_ITS_ENDING = term(
        "after_its_ending",
        "收到日期不能晚于{ended}：这件申请已经在那一天办结，计入了统计。请核对收到日期。",
    )
    COUNTED_ALREADY = term(
        "counted_already", "这件申请已有办理结果并计入统计，不能再拆分或者并入另一件。"
    )
    SPLIT_ALREADY = term("split_already", "这件申请本身就是拆分出来的，不能再拆分。")
    SPLIT_TOO_LATE = term(
        "split_too_late",
        "已经延期、征求意见、收费或者另定答复日期的申请不能再拆分。请在一件答复中逐项答复。",
    )
    MERGE_WHILE_ASKED = term(
        "merge_while_asked",
        "正在征求意见，不能并入另一件申请。请等候意见，或者停止征求意见后再并入。",
    )
    TOO_FEW_PARTS = term("too_few_parts", "拆分后至少是两件。请逐件写明申请的内容。")
    NO_DEFECTS = term("no_defects", "请一次性列明全部需要补正的事项（条例第三十条）。")
    DEADLINE_PAST = term(
        "deadline_past", "补正期限{on}应当晚于今天，并给申请人合理的时间（条例第三十条）。"
    )
    DEADLINE_RUNS = term(
        "deadline_runs", "补正期限{on}尚未届满，申请人还可以补正（条例第三十条）。请在期满后办理。"
    )
    REASONS_DEADLINE_PAST = term(
        "reasons_deadline_past",
        "说明理由的期限{on}应当晚于今天，并给申请人合理的时间（条例第三十五条）。",
    )
    REASONS_DEADLINE_RUNS = term(
        "reasons_deadline_runs", "说明理由的期限{on}尚未届满（条例第三十五条）。请在期满后办理。"
    )
    NO_COUNTS = term(
        "no_counts", "请写明申请的件数，用以说明数量、频次明显超过合理范围（条例第三十五条）。"
    )
    NO_REASONS_ASKED = term(
        "no_reasons_asked", "还没有要求申请人说明理由（条例第三十五条）。请先要求说明理由。"
    )
    NO_REASONS_GIVEN = term(
        "no_reasons_given", "申请人没有说明理由，不能确定延迟答复的期限（条例第三十五条）。"
    )
    DEFERRED_ALREADY = term("deferred_already", "答复的日期已经确定。请按该日期答复。")
    DEFERRAL_TOO_EARLY = term(
        "deferral_too_early", "延迟答复的期限{on}应当晚于现在的答复期限{due}（条例第三十五条）。"
    )
    DEFERRAL_TOO_LATE = term(
        "deferral_too_late",
        "答复期限{due}已经届满，不能再确定延迟答复的期限（条例第三十五条）。请尽快作出答复。",
    )
    EXTENSION_LENGTH = term(
        "extension_length", "延长的期限是1至{limit}个工作日（条例第三十三条第二款）。"
    )
    EXTENDED_ALREADY = term(
        "extended_already", "答复期限已经延长过一次，不能再次延长（条例第三十三条第二款）。"
    )
    EXTENSION_TOO_LATE = term(
        "extension_too_late",
        "原答复期限{due}已经届满，不能再延期（条例第三十三条第二款）。请尽快作出答复。",
    )
    DATE_IS_SET = term("date_is_set", "答复的日期已经另行确定，不能再延期。")
    DATE_IS_ORDERED = term(
        "date_is_ordered",
        "答复的日期{on}由责令文书确定，要求补正或者收费都不能改变。请按该日期答复；申请内容不清楚的，请直接与申请人核实。",
    )
    NOT_PROPOSED = term("not_proposed", "承办人还没有提请延期。请先由承办人写明理由提请。")
    PROPOSER = term("proposer", "提请延期和批准延期应当由不同的人办理。请转给另一位同事。")
    NO_SUCH_CONSULTATION = term(
        "no_such_consultation", "没有正在等候的这项征求意见。请核对是向谁征求的意见。"
    )
    LETTER_RECEIVED_ALREADY = term(
        "letter_received_already", "这份征求意见书的送达日期已经记录过。"
    )
    NO_NAME = term("no_name", "请写明向谁征求意见。")
    NO_OBJECTION_REASONS = term(
        "no_objection_reasons", "不同意公开的，请写明理由（条例第三十二条）。"
    )
    FEE_CHARGED_ALREADY = term(
        "fee_charged_already",
        "这件申请已经通知过缴费，同一件申请不能再按另一种标准收费（国办函〔2020〕109号第三条）。",
    )
    FEE_FOR_PUBLIC = term(
        "fee_for_public",
        "已经主动公开的信息只需告知获取方式，不按量收取费用（国办函〔2020〕109号）。",
    )
    NO_FEE = term("no_fee", "按这个数量计算不收费用（国办函〔2020〕109号）。请直接办理。")
    FEE_TOO_LATE = term(
        "fee_too_late", "答复期限{due}已经届满，不能再通知缴费（国办函〔2020〕109号）。请尽快答复。"
    )
    FEE_NOT_NOTIFIED = term(
        "fee_not_notified", "收费通知还没有送达的记录，缴费期限没有起算。请先记录送达。"
    )
    FEE_DEADLINE_RUNS = term(
        "fee_deadline_runs", "缴费期限{on}尚未届满（国办函〔2020〕109号）。请在期满后办理。"
    )
    FEE_AMOUNT = term("fee_amount", "应缴{due}元，与所填金额不一致。请核对缴费凭证。")
    NOTHING_PAID = term("nothing_paid", "申请人没有缴过费用，无从退还。")
    REFUNDED_ALREADY = term("refunded_already", "费用已经退还过。")
    REFUND_TOO_HIGH = term("refund_too_high", "退还的金额应当在1元至已缴的{paid}元之间。")
    NO_DRAFT = term("no_draft", "还没有拟写答复。请先拟写答复，再送审。")
    LEAF_MISMATCH = term("leaf_mismatch", "所填内容与答复类型不一致。请重新拟写答复。")
    NEVER_CLARIFIED = term(
        "never_clarified", "申请人没有补正过，不能以补正后仍不明确答复（条例第三十条）。"
    )
    NO_WITHHELD_PART = term(
        "no_withheld_part", "部分公开应当逐项写明不予公开的内容、依据和理由（条例第三十七条）。"
    )
    NO_OTHER_LAW = term(
        "no_other_law", "请写明禁止公开的法律或者行政法规的名称和条款（条例第十四条）。"
    )
    NO_OPINION = term(
        "no_opinion",
        "以保护第三方合法权益为由不予公开的，应当先书面征求第三方意见（条例第三十二条）。请先征求意见。",
    )
    ALL_CONSENTED = term(
        "all_consented",
        "被征求意见的第三方都同意公开，不能以保护第三方合法权益为由不予公开（条例第十五条）。",
    )
    OPINION_AWAITED = term(
        "opinion_awaited",
        "正在征求意见，对方仍可以在期限内提出意见（条例第三十二条、第三十四条）。请等候意见，或者停止征求。",
    )
    NO_PUBLIC_INTEREST = term(
        "no_public_interest",
        "第三方不同意公开。仍然决定公开的，请写明不公开会对公共利益造成的重大影响（条例第三十二条）。",
    )
    ONLY_ON_THE_SPOT = term(
        "only_on_the_spot", "当场答复限于予以公开和已主动公开（条例第三十三条第一款）。"
    )
    SAME_PERSON = term("same_person", "拟稿、审核、签发应当由不同的人办理。请转给另一位同事。")
    LEVELS_LEFT = term("levels_left", "审核还有后续环节，通过后转到下一环节。")
    LAST_LEVEL = term("last_level", "这是最后一个审核环节，通过后转送签发。")
    NOT_CHOSEN = term(
        "not_chosen", "申请人没有选择网上领取，不能网上送达。请直接送达或者邮寄送达。"
    )
    NO_PROOF = term("no_proof", "请写明送达凭证：邮件编号、签收人或者送达记录。")
    NO_CARRIER = term(
        "no_carrier",
        "邮寄送达应当通过邮政企业办理（国办公开办函〔2016〕235号）。请选择邮政寄递的种类。",
    )
    NEVER_SERVED = term(
        "never_served", "没有邮寄的答复或者终止办理告知书，没有可以记录的投递结果。"
    )
    DELIVERED_ALREADY = term("delivered_already", "邮寄的文书已经送达申请人，不需要再次记录。")
    NOT_RETURNED = term("not_returned", "上次送达没有退回的记录。请先记录投递结果。")
    RATED_ALREADY = term(
        "rated_already", "您已经评价过这件申请，谢谢。评价只作一次；还有话要说的，请与本机关联系。"
    )
    SCORE_RANGE = term("score_range", "评价分数是1至5分。")
    NO_SUCH_REMEDY = term("no_such_remedy", "没有尚未审结的这一项复议、诉讼或者投诉。请核对。")
    NOT_ORDERED = term(
        "not_ordered", "没有责令重新处理的决定或者判决。请先登记复议、诉讼或者投诉的结果。"
    )
    UPHELD_ORDERS_NOTHING = term(
        "upheld_orders_nothing", "结果维持的，没有责令重新处理。请核对决定书或者判决书。"
    )
    NOT_THIS_END = term("not_this_end", "这件申请不是因为逾期而终止的。")
    RESTRICTED_ALREADY = term("restricted_already", "这件申请已经限制查阅。")
    NOT_RESTRICTED = term("not_restricted", "这件申请没有限制查阅。")
