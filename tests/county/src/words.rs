//! What people of the county write: names, places, matters, and the sentences of their work.

use crate::dice::Dice;

/// A kind of matter: the category, what it is called, what is asked for.
pub(crate) struct Topic {
    pub(crate) category: &'static str,
    pub(crate) name: &'static str,
    pub(crate) claims: &'static [&'static str],
}

/// What matters are about; the categories are those of the built-in configuration.
pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        category: "land-requisition",
        name: "征地补偿",
        claims: &["补发征地补偿款", "公布补偿标准", "落实失地养老保险"],
    },
    Topic {
        category: "land-contract", name: "土地承包", claims: &["确认承包地面积", "退还被占承包地"]
    },
    Topic { category: "demolition", name: "房屋拆迁", claims: &["兑现安置房", "支付过渡费"] },
    Topic { category: "neighbours", name: "邻里纠纷", claims: &["拆除占道围墙", "恢复排水沟"] },
    Topic { category: "property", name: "物业服务", claims: &["修复电梯", "退还多收物业费"] },
    Topic { category: "enterprise", name: "拖欠工资", claims: &["支付拖欠工资", "补缴社会保险"] },
    Topic { category: "transport", name: "道路损毁", claims: &["修复村道", "赔偿青苗损失"] },
    Topic { category: "education", name: "教育收费", claims: &["退还违规收费"] },
    Topic { category: "health-elderly", name: "医疗养老", claims: &["报销医疗费用", "补发养老金"] },
    Topic { category: "family", name: "家庭赡养", claims: &["落实赡养义务"] },
];

const SURNAMES: &[&str] = &[
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤",
    "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "戚", "谢", "邹", "喻",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "秀", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞",
    "平", "刚", "桂", "英", "玉", "兰", "建", "国", "志", "华", "春", "梅", "海", "燕", "文", "博", "晓", "东", "立",
];
const PLACES: &[&str] = &[
    "老槐树",
    "东沟",
    "西坡",
    "石桥头",
    "南河湾",
    "北岭",
    "水库边",
    "粮站后",
    "小学旁",
    "砖厂",
    "油坊",
    "磨盘岭",
    "柳林",
    "枣园",
    "土地庙",
    "渡口",
    "新街",
    "供销社",
    "卫生院旁",
    "铁路南",
];
const SENTENCES: &[&str] = &[
    "到现场查看，双方陈述了经过。",
    "与村委会核对了台账和票据。",
    "向信访人解释了有关政策。",
    "约谈责任单位，要求限期说明情况。",
    "走访三户邻居，了解了历史缘由。",
    "查阅了原始合同和收款收据。",
    "组织双方见面，听取了意见。",
    "督促施工方制定整改方案。",
];

/// A member of staff or a petitioner.
pub(crate) fn name(dice: &mut Dice) -> String {
    [dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN)].into_iter().copied().collect()
}

/// Where in a village a matter arose.
pub(crate) fn place(dice: &mut Dice, village: &str) -> String {
    format!("{village}{}{}组", dice.pick(PLACES), dice.between(1, 12))
}

/// What was done that day.
pub(crate) fn sentence(dice: &mut Dice) -> String {
    (*dice.pick(SENTENCES)).to_owned()
}

/// What a matter is about, as its petitioner tells it.
pub(crate) fn story(topic: &Topic, petitioner: &str, area: &str, amount: usize) -> String {
    let asked = topic.claims.join("、");
    format!("{petitioner}反映{area}{}问题，涉及金额{amount}元，多次协商未果，请求{asked}。", topic.name)
}

/// The same, as the next office writes it down.
pub(crate) fn story_again(topic: &Topic, petitioner: &str, area: &str, amount: usize) -> String {
    let asked = topic.claims.join("、");
    format!("信访人{petitioner}来访称，{area}{}问题涉及金额{amount}元，协商多次没有结果，请求{asked}。", topic.name)
}
