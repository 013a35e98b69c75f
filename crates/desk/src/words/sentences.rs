//! The sentences. One row each, both languages.

use super::Word;

macro_rules! sentences {
    ($($name:ident $en:literal $zh:literal;)*) => {
        $(#[doc = $en] pub const $name: Word = Word { en: $en, zh: $zh };)*
        /// Every sentence, for the tests.
        #[cfg(test)]
        pub const ALL: &[(&str, Word)] = &[$((stringify!($name), $name)),*];
    };
}

sentences! {
    // Failures.
    FAILED "Not done: {sentence} [{code}]" "未办成：{sentence} [{code}]";
    NEXT "Try: {command}" "可执行：{command}";
    UNKNOWN_CALL "there is no call \"{name}\"" "没有“{name}”这个调用";
    UNKNOWN_PARAM "the call does not take \"{name}\"" "该调用没有参数“{name}”";
    BAD_PARAMS "{place}: {detail}" "参数 {place} 有误：{detail}";
    NO_LEDGER "there is no ledger in {dir}: found a county, enrol this device, or name another directory with --data" "{dir} 中没有台账：请先建立县级台账或登记本设备，或用 --data 指定目录";
    NO_RELAY "no relay is known yet: name it once with --relay" "尚未指定中继：请用 --relay 指定一次";
    CANNOT_READ "cannot read {file}: {error}" "无法读取 {file}：{error}";
    CANNOT_WRITE "cannot write {file}: {error}" "无法写入 {file}：{error}";
    FILE_TOO_LARGE "{file} is larger than {mib} MiB: it was not opened" "{file} 超过 {mib} MiB，未打开";
    UNKNOWN_CASE "no case \"{name}\" on this device: check the number, or sync first" "本机没有案件“{name}”：请核对编号，或先同步";
    AMBIGUOUS_CASE "\"{name}\" names several cases: give more letters of the id" "“{name}”对应多个案件：请多给几位标识";
    UNKNOWN_PARTY "no party \"{name}\" is known here: take the id from a case that names them, or ask an office that reads the details to share them" "本机没有当事人“{name}”的信息：请从案件中查其标识，或请可查看的单位共享";
    UNKNOWN "no {kind} \"{name}\" is known here: list them, or sync first" "没有{kind}“{name}”：请查看列表，或先同步";
    AMBIGUOUS "\"{name}\" names several of {kind}: give the id" "“{name}”对应多个{kind}：请给出标识";
    NOT_ENROLLED "this device is not enrolled: ask the administrator for a code, then run the enrol command" "本设备尚未登记：请向管理员索取启用码，再执行登记命令";
    ALREADY_ENROLLED "this device is enrolled already: take a new data directory for another enrolment" "本设备已登记：如需另行登记，请换一个数据目录";
    CODE_USED "this enrolment code was used by another device: ask the administrator for a new one" "该启用码已被其他设备使用：请向管理员索取新码";
    CODE_NOT_IN_TIME "this enrolment code is no longer valid, for its time is over or it was withdrawn: ask the administrator for a new one" "该启用码已失效（过期或已收回）：请向管理员索取新码";
    CODE_TAKEN_UP "this code cannot be withdrawn, {device} has taken it up: shut that device out" "该启用码已由设备 {device} 使用，不能收回：请停用该设备";
    NO_NAME "a name is missing" "请填写名称";
    OFFICE_CODE_SHAPE "an office's code is 1 to {max} letters, digits and hyphens" "单位代码由1至{max}个英文字母、数字或连字符组成";
    OFFICE_CODE_TAKEN "the code {code} is that of {office}: choose another" "代码 {code} 已由 {office} 使用：请另选";
    CODE_BURNT "wrong codes were tried too often under the number of this one: ask the administrator for a new one" "该启用码试错次数过多，已作废：请向管理员索取新码";
    CODE_UNKNOWN "this enrolment code is not known there: ask the administrator to sync (or to make a new bundle) after making the code, or for a new code" "对方不认识该启用码：请管理员在生成启用码后先同步（或重新导出数据包），或索取新码";
    NOT_AUTHORITY "only the administrator's device, which holds the county's authority key, can do this" "只有持有县级授权密钥的管理员设备才能执行";
    NOT_AUTHORITY_OR "only the administrator's device, which holds the county's authority key, can do this, or for their part: {who}" "只有持有县级授权密钥的管理员设备才能执行；或由以下设备在其代管范围内执行：{who}";
    NOT_APPROVER "only another person who was named for it can approve this, and nobody what is about themselves" "只能由另一名已指定的复核人复核，且不得复核与本人有关的事项";
    LAST_APPROVER "the last approver stays: name another first" "不能取消最后一名复核人：请先指定他人";
    CASE_RESTRICTED "case {number} may be read by few: ask a head of its home office or, in need, open it for a time with a reason (act break-glass)" "案件 {number} 限制知悉：请联系属地单位负责人；确有必要的，可说明理由限时紧急查阅（act break-glass）";
    NOT_ALLOWED "only the case's home office, or one above it, can change who reads the case; the home office stays" "只有属地单位或其上级可以调整参与单位，属地单位不可退出";
    OTHER_COUNTY "this belongs to another county than this device or code" "与本设备（或启用码）不属于同一个县";
    BAD_CODE "this is not an enrolment code: 40 letters and digits in groups of five are expected" "这不是启用码：应为40个字母和数字，每五个一组";
    FILE_CUT_SHORT "the file is cut short or damaged: copy it again from its source" "文件不完整或已损坏：请从来源重新拷贝";
    NEWER_VERSION "this was written by a newer version: update this program" "由更新的版本写入：请先升级本程序";
    NO_BUNDLE "this file is no bundle: take the one that taizhang bundle export wrote" "这不是数据包：请使用 taizhang bundle export 导出的文件";
    IS_MISSING "it is not there" "文件不存在";
    IS_THERE "it is there already" "文件已存在";
    NOT_PERMITTED "it may not be read or written" "没有读写权限";
    BAD_BYTES "this cannot be read: {detail}" "无法读取：{detail}";
    DISK_FULL "the disk is full: nothing was saved, free some space and try again; reading still works" "磁盘已满：未保存任何内容，请清理空间后重试；仍可查看";
    KEY_FILE "the device key file is damaged: restore it, or enrol this device anew" "设备密钥文件已损坏：请恢复该文件，或重新登记本设备";
    WRONG_PASSPHRASE "the passphrase is wrong: nothing was opened, and nothing was changed" "口令不正确：未打开，也未改动任何内容";
    KEYSTORE "the system's keystore does not give or take the key ({detail}): log in to the desktop, or use a passphrase (--keystore passphrase)" "系统密钥库无法存取密钥（{detail}）：请登录桌面，或改用口令（--keystore passphrase）";
    OTHER_KEY "the ledger's file does not open with this device's key, or is damaged: keep a copy of it, then restore a backup" "台账文件与本设备密钥不符，或已损坏：请先留存副本，再用备份恢复";
    NOT_A_BACKUP "this file is no backup, or is cut short: take another one" "这不是备份文件，或文件不完整：请换一份备份";
    PASSPHRASE_NEEDED "a passphrase is needed and there is no terminal to ask on: give it by {variable}, by {option}, or keep the key in the system's keystore (--keystore os)" "需要口令，但没有可供输入的终端：请用 {variable} 或 {option} 提供，或将密钥存入系统密钥库（--keystore os）";
    PASSPHRASE_SHORT "a passphrase needs at least {least} characters: a sentence that you remember is best" "口令至少需要 {least} 个字符：最好是一句记得住的话";
    PASSPHRASE_DIFFERS "the two are not the same: nothing was changed" "两次输入不一致：未作改动";
    UNTYPED "no passphrase could be read: {detail}" "未能读取口令：{detail}";
    ASK_PASSPHRASE "Passphrase of this device: " "本设备口令：";
    ASK_NEW_PASSPHRASE "New passphrase of this device: " "本设备新口令：";
    ASK_BACKUP_PASSPHRASE "Passphrase of the backup: " "备份口令：";
    ASK_AGAIN "The same again: " "请再输入一次：";
    DAMAGED_CASE "the stored document of case {case} does not load: restore a backup, other cases are not affected" "案件 {case} 的存档无法打开：请用备份恢复，其他案件不受影响";
    FILE_FAILED "cannot {doing}: {detail}" "文件读写失败（{doing}）：{detail}";
    CONFIG_TOO_LARGE "a configuration of {bytes} bytes is too large: at most {most} are read; leave out what is not in use" "配置有 {bytes} 字节，过大：最多 {most} 字节，请去掉不用的内容";
    CONFIG_MALFORMED "not a configuration, at `{path}`: {detail}" "不是配置，错在 {path}：{detail}";
    CONFIG_INVALID "this configuration cannot be used, at `{path}`: {problem}" "这份配置不能使用，错在 {path}：{problem}";
    STORAGE_FAILED "the storage failed: {detail}" "存储故障：{detail}";
    BAD_PAYLOAD "this is not what such an act takes: {detail}" "内容与该行为不符：{detail}";
    BAD_JSON "the payload is not JSON: {detail}" "内容不是 JSON：{detail}";
    UNKNOWN_STAGE "there is no stage \"{stage}\"; there are {known}" "没有阶段“{stage}”；可用：{known}";
    UNKNOWN_FIGURE "there is no figure \"{figure}\"; there are {known}" "没有指标“{figure}”；可用：{known}";
    RELAY_ADDRESS "this is not a relay's address: write it as https://relay.example.org" "这不是中继地址：应写作 https://relay.example.org";
    RELAY_UNPROTECTED "this address is not protected: use https://, or --plain-http where nobody else can listen" "该地址未加密：请用 https://，或在确无旁人监听处加 --plain-http";
    RELAY_AUTHORITIES "the certificate authorities cannot be read: give them as a PEM file" "无法读取证书：请以 PEM 文件提供";
    RELAY_UNREACHABLE "the relay cannot be reached: check the network and its address; what you wrote is kept and goes with the next sync" "无法连接中继：请检查网络和地址；已写内容均已保存，下次同步时送出";
    RELAY_UNTRUSTED "the relay's certificate is not trusted: check the relay's address and this device's date, or name its authority with --ca FILE; nothing was sent" "中继的证书不受信任：请检查中继地址和本机日期，或用 --ca 文件 指定证书颁发机构；未发送任何内容";
    RELAY_TIMEOUT "the relay did not answer in time: what you wrote is kept, try again later" "中继未及时应答：已写内容均已保存，请稍后再试";
    RELAY_GARBAGE "what answered is not a relay: check its address" "应答的不是中继：请检查地址";
    RELAY_NOT_LET_IN "the relay does not let this device in ({reason}): ask the administrator for an enrolment code" "中继不接受本设备（{reason}）：请向管理员索取启用码";
    RELAY_REVOKED "the relay has shut this device out: what was not sent is kept here; write it to a file and bring it to the administrator" "本设备已被停用：未送出的内容仍保存在本机，请导出数据包交给管理员";
    GRANT_EXPIRED "this device did not sync for too long: ask an administrator to renew it (taizhang device renew); what was not sent is kept" "本设备过久未同步：请管理员续期（taizhang device renew）；未送出的内容仍保存在本机";
    RELAY_SAID_NO "the relay refused: {reason}" "中继拒绝：{reason}";
    SYNC_UNFINISHED "some edits wait for others that are not here yet: they are kept, sync again later" "部分修改要等其他内容到达：均已保存，请稍后再同步";
    SYNC_TIME_UP "the time allowed was not enough: what was done is kept, sync again to go on" "时间不够：已完成的均已保存，请再次同步";

    // Set-up.
    COUNTY_FOUNDED "The county {name} is founded, and this device is its administrator's. The relay needs its authority key: {authority}" "已建立“{name}”，本设备为管理员设备。中继需要其授权公钥：{authority}";
    COUNTY_SHOWN "{name}: {offices} offices, {staff} staff, {devices} devices\nauthority {authority}" "{name}：单位 {offices} 个，工作人员 {staff} 人，设备 {devices} 台\n授权公钥 {authority}";
    OFFICE_ADDED "{name} is added: {id}" "已添加单位 {name}：{id}";
    STAFF_ADDED "{name} is added: {id}" "已添加工作人员 {name}：{id}";
    STAFF_REVISED "{name} from now on: {what} (revision {revision})" "{name} 今后：{what}（第 {revision} 版）";
    INACTIVE "not here any more" "已离任";
    HEAD "head" "负责人";
    REVOKED "shut out on {day}: {why}" "{day} 停用：{why}";
    LIST_OPEN "what counts of it is not signed yet: sync" "有效范围尚未签署：请同步";
    LET_IN_UNTIL "let in until {day}" "有效至 {day}";
    GRANTED_ON "since {day}" "{day} 登记";
    LAST_SEEN "last synced {day}" "最近同步 {day}";
    ADMINISTERS "administers {office} until {day}" "代管 {office}，至 {day}";
    ADMINISTERED "does not administer {office} (was to until {day})" "代管 {office}（至 {day}）未生效或已终止";
    NOTHING_TO_CONFIRM "Nothing waits to be confirmed." "没有待确认的修改。";
    WAITS_FOR_CONFIRMATION "{device}, {case} {title}: {changes} changes from {from} to {until}: {acts}" "{device}，{case} {title}：{changes} 处修改（{from} 至 {until}）：{acts}";
    CONFIRMED "What {device} wrote counts, in {documents} documents." "已确认设备 {device} 在 {documents} 份文档中的修改有效。";
    RENEWED "{device} may come again until {until}." "设备 {device} 可重新同步，截至 {until}。";
    DELEGATED "The device administers {office} until {until}, from the next sync on. Record {record}" "该设备自下次同步起代管 {office}，至 {until}。记录 {record}";
    TO_BE_APPROVED "The device is to administer {office} until {until}, once a second person approves it: taizhang approval give {record}" "该设备拟代管 {office}，至 {until}；须经复核后生效：taizhang approval give {record}";
    DELEGATION_ENDED "{device} does not administer any more." "已终止设备 {device} 的代管。";
    NO_APPROVERS "Nobody is named: the administrator decides alone." "尚未指定复核人：由管理员单独决定。";
    APPROVER_NAMED "{name} is named as second person." "已指定 {name} 为复核人。";
    APPROVER_ENDED "{name} is to be second person no longer." "拟取消 {name} 的复核人资格。";
    APPROVAL_NEEDED "It holds once another person approves it: taizhang approval give {record}" "须经另一名复核人复核后生效：taizhang approval give {record}";
    NOTHING_TO_APPROVE "Nothing waits for a second person." "没有待复核的事项。";
    APPROVED "Approved: {record}." "已复核：{record}。";
    AWAITED_DELEGATION "{device} is to administer {office} until {until}" "{device} 拟代管 {office}，至 {until}";
    AWAITED_APPROVER "{name} is to be a second person" "拟指定 {name} 为复核人";
    AWAITED_END "{name} is to be second person no longer" "拟取消 {name} 的复核人资格";
    YOURS_TO_APPROVE "(yours to approve)" "（可由您复核）";
    CODE_OPEN "open until {until}" "未使用，{until} 前有效";
    CODE_TAKEN "used by {device}, check code {check}" "已由 {device} 使用，核对码 {check}";
    CODE_EXPIRED "expired {until}, unused" "{until} 已过期，未使用";
    CODE_WITHDRAWN "withdrawn, unused" "已收回，未使用";
    WITHDREW "The code {code} for a device of {name} is withdrawn. Sync: until then the relay still takes it." "{name} 的启用码 {code} 已收回。请同步：同步前该码在中继仍可使用。";
    OFFICE_REVISED "{name} ({code}) is changed, revision {revision}." "已更新 {name}（{code}），第{revision}版。";
    THIS_DEVICE "this device" "本机";
    DEVICE_REVOKED "{device} is shut out from the next sync on." "设备 {device} 已停用，下次同步后生效。";
    INVITED "The code for one device of {name}, until {until}:\n{code}\nSync (or export a bundle) before it is taken up." "{name} 的设备启用码（一次有效，{until} 前使用）：\n{code}\n使用前请先同步（或导出数据包）。";
    INVITED_LINK "With the relay's address:\n{link}" "含中继地址的链接：\n{link}";
    CHECK_CODE "Check code {check}: the administrator's list of devices must show the same." "核对码 {check}：应与管理员设备列表所示一致。";
    NOT_VALID_FOR "a code holds for a minute to 31 days, such as 30m, 12h or 3d" "启用码有效期为1分钟至31天，如 30m、12h、3d";
    ENROLLED_BY_RELAY "This device belongs to {county}, {office}, {staff}. {cases} cases are here." "本设备已登记：{county} {office} {staff}。现有案件 {cases} 件。";
    ENROLLED_BY_BUNDLE "This device belongs to {county}, {office}, {staff}. {cases} cases are here. Bring a bundle of it back (taizhang bundle export FILE): it carries the enrolment." "本设备已登记：{county} {office} {staff}。现有案件 {cases} 件。请导出数据包带回（taizhang bundle export FILE），登记随之生效。";

    ENTERED "Entered: {entry}." "已录入：{entry}。";
    ENTRY_ACT "Entry {entry}: {done}." "条目 {entry}：{done}。";
    NO_ENTRIES "No entries." "没有条目。";
    STRUCK "struck out" "作废";
    CLEARED "{name} cleared" "清除 {name}";
    WRITTEN_AT_ONCE "{name} (written at once)" "{name}（同时填写）";
    ENTRY_ID "entry" "条目";
    KEPT_BY "kept by" "填报单位";
    EXPORTED "{count} entries are in {file}." "已导出 {count} 条到 {file}。";
    UNKNOWN_ENTRY_KIND "there is no kind of entry \"{kind}\"; there are {known}" "没有条目类别“{kind}”；可用：{known}";
    UNKNOWN_ENTRY_FIELD "an entry of the kind {kind} has no field \"{field}\"; it has {known}" "“{kind}”没有字段“{field}”；可用：{known}";
    BAD_VALUE "\"{value}\" does not fit {field}; expected: {expected}" "“{field}”不能填“{value}”，应为：{expected}";
    NO_VALUES "the values are one JSON object, each under the name of its field" "内容应为一个 JSON 对象，按字段名填写";
    SEVERAL "several times: {what}" "可多项：{what}";
    ROWS_OF "rows as JSON, each with {fields}" "表格行（JSON），各行含 {fields}";
    CONFIGURED "In force from now on: version {version}." "已生效：版本 {version}。";
    CURRENT "in force" "现行";
    BUILT_IN "built in" "内置";

    // Cases.
    SHARED "{office} may read and write {number} from the next sync on." "下次同步后，{office} 可查看和办理 {number}。";
    WITHDRAWN "{office} may not read {number} any more from the next sync on." "下次同步后，{office} 不再参与 {number}。";
    REGISTERED "Registered as {number}. The petitioner's receipt code: {code}" "已登记，编号 {number}，查询码 {code}";
    NO_CASES "No cases." "没有案件。";
    TO_DECIDE "to decide: {disputes} disputes, {conflicts} conflicts" "待裁决 {disputes}，待选定 {conflicts}";
    EDITED "Saved." "已保存。";
    NOTHING_CHANGED "Nothing changed." "内容没有变化。";
    ACT_RECORDED "Recorded on {number}: {kind}. The case stands at: {stage}." "{number} 已记录：{kind}。当前阶段：{stage}。";
    NOTICE "Note: {mark}." "注意：{mark}。";

    // A case shown.
    ACCESS_EXPORTED "{count} accesses written to {file}." "已导出 {count} 条查阅记录：{file}。";
    RESTRICTED_TITLE "(restricted)" "（限制知悉）";
    SHOW_RESTRICTED "  Only few may read more of it. Home office {home}; received {date}.\n  In need: taizhang act break-glass {id} --reason \"…\" --hours 1" "  本案限制知悉，其余内容不予显示。属地单位 {home}；收到日期 {date}。\n  确有必要：taizhang act break-glass {id} --reason \"…\" --hours 1";
    SHOW_HEAD "{number}  {title}  [{stage}]\n  id {id}" "{number}  {title}  【{stage}】\n  标识 {id}";
    SHOW_RECEIVED "  received {date} by {channel}, persons {persons}; home office {home}; receipt code {code}" "  {date} {channel}，{persons} 人；属地单位 {home}；查询码 {code}";
    SHOW_FIELD "  {name}: {value}" "  {name}：{value}";
    SHOW_LEAD "  lead: {staff}, unit in charge {unit}{due}" "  包案领导：{staff}，主办单位 {unit}{due}";
    SHOW_DUE ", due {date}" "，时限 {date}";
    ACCEPT_DUE "  acceptance is due by {date} ({basis})" "  受理期限：{date}（{basis}）";
    ACCEPT_MET "  acceptance was due by {date}: done ({basis})" "  受理期限：{date}，已办（{basis}）";
    HANDLE_DUE "  a reply is due by {date}, extended by {extended} days ({basis})" "  办理期限：{date}，已延期 {extended} 日（{basis}）";
    HANDLE_MET "  a reply was due by {date}, extended by {extended} days: done ({basis})" "  办理期限：{date}，已延期 {extended} 日，已办（{basis}）";
    DUTY_UNTIL "  {name}: due by {date} ({basis})" "  {name}：{date}（{basis}）";
    RIGHT_UNTIL "  {name}: may be used until {date} ({basis})" "  可{name}：至 {date}（{basis}）";
    DAY_PAUSED "{date}, stands still now" "{date}（现已中止计时）";
    DAY_WITHOUT_CALENDAR "a day not before {date}: the calendar of {year} is missing" "不早于 {date}（缺 {year} 年工作日历）";
    DAY_WITHOUT_RULES "an unknown day: the configuration is not here" "未知日期（本机缺少相应配置）";
    SHOW_PARTY "  {role}: {name}{details}" "  {role}：{name}{details}";
    SHOW_DETAILS " (details: {id})" "（信息 {id}）";
    SHOW_CLAIM "  claim {id}: {text} {amount}" "  诉求 {id}：{text} {amount}";
    SHOW_NARRATIVE "  narrative: {text}" "  情况说明：{text}";
    SHOW_AUDIENCE "  may be read by: {offices}" "  可查看单位：{offices}";

    // The details of a party.
    PARTY_ADDED "Written down: {id}. Enter them in a case: taizhang party link CASE {id} --name NAME" "已录入当事人信息：{id}。列入案件：taizhang party link 案件 {id} --name 显示姓名";
    PARTY_HEAD "{name}\n  id {id}\n  kept by {home}" "{name}\n  标识 {id}\n  保管单位：{home}";
    PARTY_SHARED "{office} may read and write these details from the next sync on." "下次同步后，{office} 可查看和修改该当事人信息。";
    PARTY_WITHDRAWN "{office} may not read these details any more from the next sync on." "下次同步后，{office} 不再可查看该当事人信息。";
    PARTY_STORY "The story of the details of {name}" "{name} 的信息修改经过";

    // The story.
    STORY_HEAD "The story of {number}: {title}" "{number} 办理经过：{title}";
    STORY_ENTRY "{n}. {time} {office} {staff} on \"{device}\": {done}" "{n}. {time} {office} {staff} 在「{device}」上 {done}";
    STORY_SEEN "; had seen entry {seen}" "；办理前已看到第 {seen} 条";
    STORY_APART "; made without knowledge of entry {others}, and they of it (at the same time)" "；与第 {others} 条互不知情（同时）";
    STORY_OPENED "opened the case" "建立案件";
    STORY_FIELD "{name} → {value}" "{name}改为“{value}”";
    STORY_FIRST "{name}: {value}" "{name}“{value}”";
    STORY_FIRST_NARRATIVE "narrative: \"{inserted}\"" "情况说明“{inserted}”";
    STORY_CHOSEN "{name}: chose \"{value}\" among several values" "{name}：从多个值中选定“{value}”";
    STORY_NARRATIVE "edited the narrative (added \"{inserted}\", removed {deleted} letters)" "修改情况说明（加入“{inserted}”，删去 {deleted} 字）";
    ACT "{kind} ({parts})" "{kind}（{parts}）";
    PART "{name}: {value}" "{name} {value}";
    PART_BREAK "; " "，";
    REASON "{kind} {detail} ({points})" "{kind} {detail}（{points}）";
    SAME_DAY "the same day" "同日";
    DAYS_APART "days apart: {days}" "相隔{days}天";
    ENTRY "entry {n}" "第 {n} 条";
    MARKED "{done} [{marks}]" "{done}【{marks}】";

    // Disputes and conflicts.
    OF_CASE "{number} {title}\n{what}" "{number} {title}\n{what}";
    DISPUTE "Dispute {id} ({rule}): {what}." "待裁决 {id}（{rule}）：{what}。";
    SIDE "entry {n}, act {id}: {time} {office} {staff} {done}; had seen entry {seen}" "第 {n} 条，行为 {id}：{time} {office} {staff} {done}；当时已看到第 {seen} 条";
    DISPUTE_OPEN "Until it is settled, {interim}. {office}, or an office above it, settles it:\n  {command}" "裁决前：{interim}。由 {office} 或其上级裁决：\n  {command}";
    DISPUTE_SETTLED "Settled by entry {by}, in favour of entry {chosen}: {reason}" "第 {by} 条已裁决，采纳第 {chosen} 条：{reason}";
    JOINT_MEETING "A joint meeting office" "联席会议办公室";
    NO_DISPUTES "Nothing is in dispute." "没有待裁决事项。";
    CONFLICT "{name} was written by several at the same time; all values are kept until somebody chooses:" "“{name}”被同时改成不同的值，选定前全部保留：";
    CONFLICT_VALUE "{n}) {value}  ({by})" "{n}) {value}（{by}）";
    CONFLICT_CHOOSE "choose: {command}" "选定：{command}";
    NO_CONFLICTS "No field has more than one value." "没有待选定的字段。";
    CHOSEN "{field} is now: {value}" "{field} 已选定：{value}";

    // Lists and the inbox.
    INBOX_HEAD "{office}: {here} to settle here, {elsewhere} to be settled elsewhere." "{office}：待本单位裁决 {here} 项，待其他单位裁决 {elsewhere} 项。";
    INBOX_CASE "{number} {title}" "{number} {title}";
    INBOX_OTHER " | {number} {title}" " ｜ {number} {title}";
    INBOX_SIDE "act {id}: {time} {office} {staff}, on \"{device}\": {done}; {seen}" "行为 {id}：{time} {office} {staff} 在「{device}」上 {done}；{seen}";
    INBOX_SEEN "had seen {seen}" "当时最后看到{seen}";
    SEEN_NOTHING "had seen nothing before" "当时未看到任何记录";
    SEEN_ACT "{kind} ({office}, {on})" "{kind}（{office}，{on}）";
    INBOX_VALUE "{field}: \"{value}\", written on \"{device}\"" "{field}“{value}”，写于「{device}」";
    INBOX_OPEN "Until it is settled, {interim}. {office} settles it ({by}), or an office above:\n  {command}" "裁决前：{interim}。由 {office}（{by}）或其上级裁决：\n  {command}";
    INBOX_NOTICE "To be known, nothing to decide: {interim}." "仅供知悉，无需裁决：{interim}。";
    INBOX_PARTY "Party {party}: {field} was corrected twice; both values are shown to those who may read them until one is chosen:\n  taizhang party choose {party} {name} 1" "当事人 {party}：{field}被更正为不同的值，选定前有权查看者可见全部值：\n  taizhang party choose {party} {name} 1";
    INBOX_OPENING "{number}  {title}\n{time}  {office} {staff} opened this restricted case until {until}: \"{reason}\"" "{number}  {title}\n{time}  {office} {staff} 紧急查阅了该限制知悉案件，至 {until}：“{reason}”";
    CATCHING_UP "bringing the lists up to date, cases left" "更新清单，尚余案件";
    LISTS_LAG "{cases} cases are not taken into account yet." "尚有 {cases} 件未计入。";
    TRY_LATER "They are being brought up to date: try again in a moment." "正在更新，请稍后再试。";
    DUE_HEAD "{today}: {late} late, {due_today} today, {soon} soon, {on_time} in time, {paused} standing still, {unknown} unknown." "{today}：超期 {late}，今日到期 {due_today}，临近 {soon}，正常 {on_time}，中止 {paused}，未知 {unknown}。";
    LEGAL_CLOCK "law" "法定";
    HOLDING_CLOCK "in hand" "在办";
    OF_A_PLAN "plan" "方案";
    NO_LINES "Nothing is on the list." "清单为空。";
    DONE "done" "已完成";

    // Figures.
    UNKNOWN_CAMPAIGN "the configuration has no campaign \"{campaign}\"; it has {known}" "配置中没有专项行动“{campaign}”；可用：{known}";
    IN_DISPUTE "{count} cases in dispute are counted as not resolved." "其中 {count} 件待裁决，按未化解计。";
    TARGET_REACHED "{stage}, by {until}: {name}, {percent}%: reached" "{stage}（{until} 前）：{name} {percent}%，达到";
    TARGET_MISSED "{stage}, by {until}: {name}, {percent}%: not reached" "{stage}（{until} 前）：{name} {percent}%，未达到";
    TARGET_OF_NONE "{stage}, by {until}: {name}, {percent}%: no case falls under it" "{stage}（{until} 前）：{name} {percent}%，没有这类案件";
    RETURN_HOLDS "Return {entry}, revision {revision}: the list of cases it was made from still holds." "报表 {entry} 第 {revision} 版：所依据的案件清单未变。";
    RETURN_OVERTAKEN "Return {entry}, revision {revision}, no longer says what there is: the list of cases it was made from has changed since." "报表 {entry} 第 {revision} 版已与现状不符：所依据的案件清单此后有变。";
    JOINED "  not counted then, counted now: {cases}" "  当时未计、现应计入：{cases}";
    LEFT "  counted then, not counted now: {cases}" "  当时计入、现不再计入：{cases}";
    MOVED_ON "  counted then, with acts since: {cases}" "  当时计入、此后又有办理：{cases}";
    LIST_NOT_KEPT "  Which cases it was made from is not known: the list did not fit into the return." "  所依据的案件无从列出：清单过长，未存入报表。";

    // What the petitioner asks at the counter.
    UNKNOWN_RECEIPT "no case here answers to \"{code}\": read it letter by letter, or sync first" "本机没有查询码“{code}”对应的事项：请逐字核对，或先同步";
    RECEIPT_CODE "Receipt code of this contact: {code}" "本次查询码：{code}";
    REGISTERED_ON "registered on" "登记日期";
    FORWARDED_ON "passed on" "转送、交办";
    ACCEPTED_NOTICE "accepted" "受理告知";
    NOT_ACCEPTED_NOTICE "not accepted" "不予受理告知";
    EXTENDED_NOTICE "extended" "延期告知";
    HANDLING_OPINION "opinion" "处理意见";
    REVIEW_OPINION "opinion on review" "复查意见";
    REEXAMINATION_OPINION "opinion on re-examination" "复核意见";

    // Exchange.
    SYNCING "syncing" "同步";
    TAKING_IN "taking in" "导入";
    REGISTERING "registering" "登记";
    SYNCED "In step with the relay: {changed} cases changed here, {sent} items sent; {cases} cases." "已与中继一致：本机更新 {changed} 件，送出 {sent} 项；共 {cases} 件。";
    SYNC_REFUSED "The relay refused {refused} changes of this device: see taizhang status." "中继拒收本机 {refused} 项修改：见 taizhang status。";
    SYNC_QUARANTINED "{count} items are in quarantine: see taizhang quarantine list." "隔离区有 {count} 项：见 taizhang quarantine list。";
    WATCH_SETTLED "In step with the relay." "已与中继一致。";
    WATCH_MOVED "{changed} cases changed here, {sent} items sent." "本机更新 {changed} 件，送出 {sent} 项。";
    WATCH_FAILED "The relay does not answer; trying again by itself." "中继无应答，将自动重试。";
    BUNDLE_WRITTEN "Written to {file} ({kib} KiB)." "已写入 {file}（{kib} KiB）。";
    BUNDLE_TAKEN "Taken in: {items} items, {known} of them known before; {changed} cases changed." "已导入 {items} 项，其中 {known} 项原已在本机；更新案件 {changed} 件。";
    BUNDLE_PARKED "{count} items wait for others that are not here yet." "{count} 项要等其他内容到达。";
    AUDIT_HEAD "Audit of {number}: {title}" "核验 {number}：{title}";
    AUDIT_SIGNED "   signed by its author; hash {hash}" "   作者签名有效；哈希 {hash}";
    AUDIT_SIGNED_LATER "   proved by the signature of entry {by}; hash {hash}" "   由第 {by} 条的签名证明；哈希 {hash}";
    AUDIT_UNSIGNED "   NOT PROVED; hash {hash}" "   未能证明；哈希 {hash}";
    AUDIT_UNREAD "{n}. cannot be read" "{n}. 无法读取";
    AUDIT_UNTOLD "{n}. {time} {office} {staff} on \"{device}\": not sound, so it is not told" "{n}. {time} {office} {staff} 在「{device}」上：内容无效，不予展示";
    AUDIT_SHUT_OUT "   (this device was shut out later or before: what it had written stays its own)" "   （该设备已停用；停用前所写仍为其所写）";
    AUDIT_FOUND "! {place}{number}{bytes}: {what}{detail} [{code}]" "！{place}{number}{bytes}：{what}{detail} [{code}]";
    AUDIT_NUMBER " {number}" "第 {number} 项";
    AUDIT_BYTES " (bytes {from} to {to})" "（字节 {from} 至 {to}）";
    AUDIT_DETAIL " ({detail})" "（{detail}）";
    AUDIT_PROVED "PROVED: {changes} changes, written on {devices} devices, each signed by its author and none altered." "已证明：共 {changes} 项改动，写于 {devices} 台设备，均有作者签名，未被改动。";
    AUDIT_NOT_PROVED "NOT PROVED: {findings} findings; {proved} of {changes} changes are sound and signed." "未能证明：发现 {findings} 处问题；{changes} 项改动中 {proved} 项有效且有签名。";
    AUDIT_KEY "All this rests on the county's key: compare it with the one you know.\n{county} {key}" "以上均以县级密钥为准，请与您所知的密钥核对：\n{county} {key}";
    AUDIT_HEADS "Latest changes (another office may know later ones): {heads}" "最新改动（其他单位可能有更新的）：{heads}";
    AUDIT_EXPORTED "Written to {file} ({kib} KiB). taizhang audit verify checks it anywhere." "已写入 {file}（{kib} KiB）。可在任何地方用 taizhang audit verify 核验。";
    AUDIT_NOT_EXPORTED "Nothing was written: the history on this device cannot be taken apart. Restore a backup, or sync a new data directory." "未写入文件：本机记录已无法拆分。请恢复备份，或用新的数据目录重新同步。";
    NOTHING_QUARANTINED "Nothing is in quarantine." "隔离区为空。";
    BACKED_UP "Backed up to {file} ({kib} KiB), encrypted: without its passphrase nobody opens it. The device's key is not in it: keep device.json apart." "已加密备份到 {file}（{kib} KiB），没有备份口令无法打开。其中不含设备密钥，device.json 请另行保管。";
    RESTORED "Restored from {file}: {cases} cases." "已从 {file} 恢复：{cases} 个案件。";
    LOCK_CHANGED "Done. The keys are kept: {kept}. A copy of device.json that was made before still opens as before." "已更改。密钥保管方式：{kept}。此前拷贝的 device.json 仍可用原方式打开。";
    STATUS "county       {county}\noffice       {office}\nperson       {staff}\ndevice       {device}\nrelay        {relay}\nkeys         {kept}\ncases        {cases}\nunsent       {unsent}\nrefused      {refused}\nwaiting      {waiting}\nquarantined  {quarantined}" "县      {county}\n单位    {office}\n人员    {staff}\n设备    {device}\n中继    {relay}\n密钥    {kept}\n案件    {cases}\n未送出  {unsent}\n被拒收  {refused}\n等待中  {waiting}\n隔离    {quarantined}";
    STATUS_LET_IN "Without another sync the relay lets this device in until {day}." "如不再同步，中继接受本设备至 {day}。";
    NOT_LET_IN "The relay does not let this device in ({reason}): what was not sent is kept; bring it to the administrator: taizhang bundle export FILE" "中继不接受本设备（{reason}）：未送出的内容仍保存在本机，请导出数据包交给管理员：taizhang bundle export 文件";
    DELIVERY_HEAD "{number} is read by {readers}. What the relay says of its edits:" "{number} 由 {readers} 查看。中继所述各项修改的送达情况：";
    DELIVERY_LINE "  {n}  {time}  {office}: {how_far}" "  {n}  {time}  {office}：{how_far}";
    DELIVERY_ALL "all of them have it" "均已收到";
    DELIVERY_SOME "{have} have it; not yet: {lack}" "{have} 已收到；尚未收到：{lack}";
    DELIVERY_NOBODY "at the relay, nobody has fetched it" "已到中继，尚无单位收取";
    DELIVERY_NOT_NAMED "the relay does not name it" "中继未列出";
    RELAY_BEGAN_ANEW "The relay's log began anew, as after a backup was restored; noticed on {day}. What it lacked was offered again." "中继记录已重新开始（通常因恢复备份），本机于 {day} 发现；其所缺内容已重新送出。";
    RELAY_FINDING "The relay, noticed on {day}: {what}" "中继异常（{day} 发现）：{what}";
    RELAY_FINDING_OF "{what} (case {case}, change {change})" "{what}（案件 {case}，修改 {change}）";
    RELAY_FINDING_AT "{what} (case {case}, change {change}, device {device})" "{what}（案件 {case}，修改 {change}，设备 {device}）";
    RELAY_FINDINGS_MORE "The relay: {count} more of this kind." "中继异常：另有 {count} 条。";
    RELAY_FINDINGS_NEXT "Tell the county's administrator; bundles carry the same past the relay. Once seen: taizhang status --seen" "请告知县级管理员；同样内容可用数据包绕过中继传递。阅后执行：taizhang status --seen";
    OFFICE_SHUT_OUT "{name} of this office was shut out on {day}: {why}" "本单位设备 {name} 已于 {day} 停用：{why}";

    // Import.
    IMPORT_HEAD "Sheet {sheet}: {rows} rows." "工作表“{sheet}”：{rows} 行。";
    IMPORT_DROPPED "column {column} \"{header}\" is left out: {reason}" "{column} 列“{header}”不导入：{reason}";
    IMPORT_CHANNELS "{count} rows do not say how the matter came in: --channel is taken for them." "{count} 行未注明来源：按 --channel 登记。";
    IMPORT_DATES "{count} rows have no day of receipt: today is taken for them." "{count} 行没有登记日期：按今天登记。";
    IMPORT_DETAILS "The numbers of {count} petitioners are kept in documents of their own, which the home office alone reads (and this one)." "{count} 名信访人的证件号码和电话另存为当事人信息，仅属地单位（和本单位）可查看。";
    IMPORT_DRY "{findings} findings. {importable} rows can be registered ({known} of them were before), {refused} cannot. Nothing was written: --apply registers {registered}." "发现 {findings} 处问题。可登记 {importable} 行（其中 {known} 行此前已登记），不可登记 {refused} 行。未写入任何内容：加 --apply 登记 {registered} 件。";
    IMPORT_APPLIED "{findings} findings. {importable} rows can be registered ({known} of them were before), {refused} cannot. Registered: {registered}." "发现 {findings} 处问题。可登记 {importable} 行（其中 {known} 行此前已登记），不可登记 {refused} 行。本次登记 {registered} 件。";
}
