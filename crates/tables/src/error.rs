//! Why a file could not be read at all. A row that could not be read is a [`Finding`](crate::Finding), not an error.

/// The file as a whole could not be read; nothing was taken from it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "this is not an .xlsx spreadsheet; open it in the program that made it and save it as \"Excel workbook (.xlsx)\""
    )]
    NotASpreadsheet,
    #[error(
        "the file unpacks to far more than a ledger holds ({what}); it was not opened. Ask for it again from whoever made it"
    )]
    ZipBomb { what: &'static str },
    #[error("the spreadsheet is too large: {what}. Split it into several files and import them one by one")]
    TooLarge { what: &'static str },
    #[error(
        "the spreadsheet is locked with a password; open it, remove the password (save as, without one) and import it again"
    )]
    Encrypted,
    #[error(
        "no sheet has the header row of a known ledger: either 信访人姓名, 反映的主要问题, 登记日期, 责任单位 and so on, \
         or 姓名, 诉求, 受理时间, 承办单位/承办人 and so on. Check that the header row is within the first 30 rows"
    )]
    NoKnownLayout,
    #[error("the spreadsheet is damaged ({what}); copy it again, or open it and save it under a new name")]
    Damaged { what: &'static str },
}

impl Error {
    /// A stable code: `not_a_spreadsheet`, `zip_bomb`, `too_large`, `encrypted`, `no_known_layout` or `damaged`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Kind::NotASpreadsheet => "not_a_spreadsheet",
            Kind::ZipBomb { .. } => "zip_bomb",
            Kind::TooLarge { .. } => "too_large",
            Kind::Encrypted => "encrypted",
            Kind::NoKnownLayout => "no_known_layout",
            Kind::Damaged { .. } => "damaged",
        }
    }

    /// The same in Chinese, for the shells.
    #[must_use]
    pub fn message_zh(&self) -> &'static str {
        match self.0 {
            Kind::NotASpreadsheet => "这不是 .xlsx 表格；请用原来的软件打开，另存为“Excel 工作簿（.xlsx）”后再导入",
            Kind::ZipBomb { .. } => "文件解压后远大于正常台账，未打开；请向制表人重新索取",
            Kind::TooLarge { .. } => "表格太大；请拆成几个文件，逐个导入",
            Kind::Encrypted => "表格设有密码；请打开后去掉密码另存，再导入",
            Kind::NoKnownLayout => "没有找到认识的台账表头；请检查表头是否在前30行之内",
            Kind::Damaged { .. } => "表格已损坏；请重新拷贝，或打开后另存为新文件",
        }
    }
}

pub(crate) fn damaged<T>(what: &'static str) -> Result<T, Kind> {
    Err(Kind::Damaged { what })
}

pub(crate) fn too_large<T>(what: &'static str) -> Result<T, Kind> {
    Err(Kind::TooLarge { what })
}
