//! A township's ledger as offices keep it in a workbook, as long as a scenario wants it.

use std::path::Path;

use rust_xlsxwriter::{Workbook, XlsxError};

/// The columns of a township's ledger that a row here fills.
const COLUMNS: [&str; 10] =
    ["序号", "登记日期", "信访人姓名", "住址", "反映的主要问题", "问题类别", "来源", "办理情况", "人数", "责任单位"];
const SURNAMES: [&str; 12] = ["陈", "周", "赵", "王", "李", "孙", "吴", "郑", "冯", "褚", "卫", "蒋"];
const NAMES: [&str; 10] = ["玉兰", "海", "强", "芳", "建国", "志霞", "静丽", "明", "秀英", "国庆"];
const VILLAGES: [&str; 5] = ["三合村", "北沟村", "柳树村", "东岭村", "石桥社区"];
const MATTERS: [(&str, &str); 6] = [
    ("反映邻居围墙占用村道,要求拆除。", "土地纠纷"),
    ("反映某建筑队拖欠工资,要求追讨。", "劳动就业"),
    ("反映新农合报销比例与政策不符,要求说明情况。", "医疗卫生"),
    ("反映水渠堵塞,影响灌溉,要求清淤。", "农村农业"),
    ("反映危房改造补助未发放。", "城乡建设"),
    ("反映垃圾清运不及时,气味扰民。", "环境保护"),
];

/// A township's ledger with so many rows, each a matter of its own.
pub(crate) fn write(path: &Path, rows: u32) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "石桥镇矛盾纠纷排查化解台账(2026年)")?;
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write(2, column, name)?;
    }
    for row in 0..rows {
        let pick = |list: &[&'static str], step: u32| list[(row / step) as usize % list.len()];
        let (matter, category) = MATTERS[row as usize % MATTERS.len()];
        let (village, at) = (pick(&VILLAGES, 6), row + 3);
        sheet.write(at, 0, row + 1)?;
        sheet.write(at, 1, format!("2026.{:02}.{:02}", 1 + row / 28 % 10, 1 + row % 28))?;
        sheet.write(at, 2, format!("{}{}", pick(&SURNAMES, 1), pick(&NAMES, 12)))?;
        sheet.write(at, 3, format!("{village}{}组", 1 + row % 9))?;
        sheet.write(at, 4, format!("{}{matter}", format_args!("{village}{}号来访:", row + 1)))?;
        sheet.write(at, 5, category)?;
        sheet.write(at, 6, "来访")?;
        sheet.write(at, 7, "正在办理")?;
        sheet.write(at, 8, 1)?;
        sheet.write(at, 9, "经发办")?;
    }
    book.save(path)
}
