//! The figures by name: what a return, an export and a screen call each of them, in one order.

use super::{Figures, Ratio};

/// A figure with its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<T> {
    /// Stable name.
    pub name: &'static str,
    /// What people call it (中文).
    pub label_zh: &'static str,
    /// The figure.
    pub value: T,
}

const fn named<T>(name: &'static str, label_zh: &'static str, value: T) -> Named<T> {
    Named { name, label_zh, value }
}

impl Figures {
    /// Every count.
    #[must_use]
    pub const fn counts(&self) -> [Named<u64>; 7] {
        let volume = self.volume;
        [
            named("cases", "件数", volume.cases),
            named("batches", "批次", volume.batches),
            named("persons", "人次", volume.persons),
            named("accepted", "立案", volume.accepted),
            named("closed", "办结", volume.closed),
            named("open", "未办结", volume.open),
            named("in_dispute", "待裁决", self.in_dispute),
        ]
    }

    /// Every rate, as so many of so many.
    #[must_use]
    pub const fn rates(&self) -> [Named<Ratio>; 11] {
        [
            named("closure", "办结率", self.all.closure),
            named("reported", "报结率", self.all.reported),
            named("resolution", "化解率", self.all.resolution),
            named("superior_closure", "上级交办办结率", self.superior_assigned.closure),
            named("superior_reported", "上级交办报结率", self.superior_assigned.reported),
            named("superior_resolution", "上级交办化解率", self.superior_assigned.resolution),
            named("listed_resolution", "挂账督办化解率", self.listed_resolution),
            named("led_resolution", "领导包案化解率", self.led_resolution),
            named("early_issue_resolution", "苗头问题化解率", self.early_issue_resolution),
            named("mediation_success", "调处成功率", self.mediation_success),
            named("reply_without_resolution", "重回复轻调处率", self.reply_without_resolution),
        ]
    }
}
