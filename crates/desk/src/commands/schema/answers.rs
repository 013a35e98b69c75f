//! What each command answers under `--json`: its members by name, and what each is. Tests of the command line ask that every
//! command is here, and that its answer has these members.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use taizhang_client::{
    AccessLine, ApproverLine, Arrivals, AuditReport, BundleReport, CaseLine, CaseStory, ConfigurationStatus, Delivery,
    DeviceLine, DueList, EntryLine, EntryStory, InboxCounts, InboxItem, InvitationLine, Lag, LedgerStatus, OpeningLine,
    PartyDispute, PartyStory, PossiblySame, Quarantined, Registered, RegisteredContact, RosterLine, ShutOutLine,
    SupervisionLine, ToApprove, ToConfirm,
};
use taizhang_model::{
    ActId, CaseId, CaseView, Config, ConfigVersion, DeviceId, Dispute, DisputeId, EntryId, FieldValue, Office,
    OfficeId, PartyId, PartyView, PublicStatus, Staff, StaffId, Stage, TimelineItem,
    config::clocks::{Deadline, DeadlineState},
    entry::{Day, EntryView, Values},
};

use super::super::{act::forms::Form, catalogue::Catalogue, past::Changes, rates::Counts};

/// What a member is.
#[derive(Clone, Copy)]
enum Is {
    /// A value of this type.
    A(fn(&mut SchemaGenerator) -> Schema),
    /// An object with these members.
    One(&'static [Member]),
    /// A list of objects with these members.
    Each(&'static [Member]),
}

/// A member of an answer. Without a name: all members of that type.
type Member = (&'static str, Is);

/// The members of each command's answer.
const ANSWERS: &[(&str, &[Member])] = &[
    ("county found", &[COUNTY, OFFICE, STAFF, ("device", a::<DeviceId>()), AUTHORITY]),
    (
        "county show",
        &[
            ("county", a::<Option<String>>()),
            AUTHORITY,
            ("is_authority", a::<bool>()),
            ("offices", a::<u64>()),
            ("staff", a::<u64>()),
            ("devices", a::<u64>()),
        ],
    ),
    ("county key", &[("authority", a::<String>())]),
    ("office add", &[OFFICE, NAME, ("code", a::<String>())]),
    ("office revise", &[OFFICE, ("revision", a::<u32>())]),
    ("office list", &[("offices", a::<Vec<Office>>())]),
    ("staff add", &[STAFF, NAME, OFFICE]),
    ("staff revise", &[STAFF, ("revision", a::<u32>())]),
    ("staff list", &[("staff", a::<Vec<Staff>>())]),
    (
        "enrol invite",
        &[
            ("id", a::<String>()),
            ("code", a::<String>()),
            ("link", a::<Option<String>>()),
            ("until_ms", a::<i64>()),
            STAFF,
            OFFICE,
        ],
    ),
    ("enrol withdraw", &[("id", a::<String>()), STAFF, OFFICE]),
    (
        "enrol take",
        &[
            ("device", a::<DeviceId>()),
            ("county", a::<Option<String>>()),
            ("office", a::<Option<OfficeId>>()),
            ("office_name", a::<Option<String>>()),
            ("staff_name", a::<Option<String>>()),
            ("check_code", a::<Option<String>>()),
            ("cases", a::<u64>()),
            ("via", a::<String>()),
        ],
    ),
    ("device list", &[("devices", a::<Vec<DeviceLine>>())]),
    ("enrol list", &[("codes", a::<Vec<InvitationLine>>())]),
    ("device revoke", &[DEVICE, ("revoked", a::<bool>())]),
    ("device waiting", &[("waiting", a::<Vec<ToConfirm>>())]),
    ("device confirm", &[DEVICE, ("documents", a::<usize>())]),
    ("device renew", &[DEVICE, ("until", a::<Date>())]),
    ("device delegate", &[DEVICE, OFFICE, RECORD, ("holds", a::<bool>())]),
    ("device end-delegation", &[DEVICE, RECORD]),
    ("approver add", &[STAFF, RECORD, ("holds", a::<bool>())]),
    ("approver end", &[STAFF, RECORD, ("holds", a::<bool>())]),
    ("approver list", &[("approvers", a::<Vec<ApproverLine>>())]),
    ("approval list", &[("waiting", a::<Vec<ToApprove>>())]),
    ("approval give", &[RECORD]),
    ("case register", &[("", a::<RegisteredContact>())]),
    ("case list", &[("total", a::<u64>()), ("cases", a::<Vec<CaseLine>>())]),
    (
        "case show",
        &[
            ("case", a::<CaseView>()),
            ("fields", a::<BTreeMap<String, Vec<FieldValue>>>()),
            ("narrative", a::<String>()),
            ("audience", a::<Vec<OfficeId>>()),
            ("names", a::<BTreeMap<String, String>>()),
            ("may_settle", a::<Vec<DisputeId>>()),
        ],
    ),
    ("case edit", &[CASE, ("changed", a::<bool>())]),
    ("case history", &[("", a::<CaseStory>())]),
    ("case timeline", &[CASE, ("timeline", a::<Vec<TimelineItem>>())]),
    ("case deadlines", &[CASE, ("deadlines", Is::Each(&[("", a::<Deadline>()), ("state", a::<DeadlineState>())]))]),
    ("case candidates", &[CASE, ("candidates", a::<Vec<PossiblySame>>())]),
    ("case share", MAY_READ),
    ("case withdraw", MAY_READ),
    ("party add", &[PARTY]),
    (
        "party show",
        &[("party", a::<PartyView>()), ("readers", a::<Vec<OfficeId>>()), ("names", a::<BTreeMap<String, String>>())],
    ),
    ("party edit", &[PARTY, ("changed", a::<bool>())]),
    ("party link", ACT),
    ("party choose", &[PARTY, ("field", a::<String>()), ("value", a::<String>())]),
    ("party share", &[PARTY, OFFICE, ("may_read", a::<bool>())]),
    ("party withdraw", &[PARTY, OFFICE, ("may_read", a::<bool>())]),
    ("party history", &[("", a::<PartyStory>())]),
    ("access list", &[("accesses", a::<Vec<AccessLine>>())]),
    ("access export", &[("file", a::<String>()), ("accesses", a::<u64>())]),
    ("act", ACT),
    (
        "dispute list",
        &[(
            "disputes",
            Is::Each(&[
                CASE,
                NUMBER,
                TITLE,
                ("dispute", a::<Dispute>()),
                ("sentence", a::<String>()),
                ("settle", a::<Option<String>>()),
            ]),
        )],
    ),
    ("dispute settle", ACT),
    ("inbox", INBOX),
    ("due", &[("", a::<DueList>())]),
    ("roster", &[("roster", a::<Vec<RosterLine>>())]),
    ("supervision", &[("supervisions", a::<Vec<SupervisionLine>>())]),
    (
        "calendar",
        &[
            ("from", a::<Date>()),
            ("until", a::<Date>()),
            ("days", Is::Each(&[("", a::<Day>()), ("values", a::<Values>())])),
        ],
    ),
    (
        "conflict list",
        &[(
            "conflicts",
            Is::Each(&[CASE, NUMBER, TITLE, ("field", a::<String>()), ("values", a::<Vec<FieldValue>>())]),
        )],
    ),
    ("conflict choose", &[CASE, ("field", a::<String>()), ("value", a::<String>())]),
    (
        "sync",
        &[
            ("relay", a::<String>()),
            ("received", a::<u64>()),
            ("changed", a::<u64>()),
            ("sent", a::<u64>()),
            ("refused", a::<u64>()),
            ("unsent", a::<u64>()),
            ("waiting", a::<u64>()),
            ("quarantined", a::<u64>()),
            ("cases", a::<u64>()),
        ],
    ),
    ("bundle export", &[FILE, BYTES, ("for", a::<Option<OfficeId>>())]),
    ("bundle import", &[("", a::<BundleReport>())]),
    ("audit case", &[("", a::<AuditReport>()), ("file", a::<Option<String>>())]),
    ("audit verify", &[("", a::<AuditReport>())]),
    ("quarantine list", &[("items", a::<Vec<Quarantined>>())]),
    (
        "import",
        &[
            FILE,
            ("layout", a::<String>()),
            ("sheet", a::<String>()),
            ("applied", a::<bool>()),
            ("rows", a::<u64>()),
            ("importable", a::<u64>()),
            ("known", a::<u64>()),
            ("channel_assumed", a::<u64>()),
            ("date_assumed", a::<u64>()),
            (
                "findings",
                Is::Each(&[
                    ("cell", a::<String>()),
                    ("row", a::<u32>()),
                    ("code", a::<String>()),
                    ("severity", a::<String>()),
                    ("value", a::<String>()),
                    ("reason", a::<String>()),
                    ("reason_zh", a::<String>()),
                ]),
            ),
            (
                "dropped_columns",
                Is::Each(&[("column", a::<String>()), ("header", a::<String>()), ("reason", a::<String>())]),
            ),
            ("registered", Is::Each(&[("row", a::<u32>()), ("", a::<Registered>())])),
            ("details", a::<usize>()),
        ],
    ),
    ("backup", &[FILE, BYTES]),
    ("restore", &[FILE, ("cases", a::<u64>())]),
    ("passphrase change", &[KEY_KEPT]),
    ("entry kinds", &[("kinds", Is::Each(&[NAME, LABEL_ZH]))]),
    ("entry add", &[ENTRY]),
    ("entry list", &[("entries", a::<Vec<EntryLine>>())]),
    ("entry show", &[("", Is::A(exported))]),
    ("entry history", &[("", a::<EntryStory>())]),
    ("entry revise", &[ENTRY, ("act", a::<ActId>())]),
    ("entry respond", &[ENTRY, ("act", a::<ActId>())]),
    ("entry publish", &[ENTRY, ("act", a::<ActId>())]),
    ("entry strike", &[ENTRY, ("act", a::<ActId>())]),
    ("entry do", &[ENTRY, ("act", a::<ActId>())]),
    ("entry export", &[("entries", Is::Each(&[("", Is::A(exported))]))]),
    ("config show", &[("version", a::<ConfigVersion>()), ("config", a::<Config>())]),
    ("config list", &[("", a::<ConfigurationStatus>())]),
    ("config set", &[("version", a::<ConfigVersion>())]),
    ("config default", &[("version", a::<ConfigVersion>()), ("config", a::<Config>())]),
    ("schema", &[("schemas", Is::Each(&[("group", a::<String>()), NAME, LABEL_ZH]))]),
    ("rates", &[("", a::<Counts>())]),
    ("status-of", &[("", a::<PublicStatus>())]),
    ("delivery", &[("", a::<Delivery>())]),
    ("status", &[("relay", a::<Option<String>>()), KEY_KEPT, ("", a::<LedgerStatus>())]),
];

/// What calls answer that no command line has.
const OF_PROGRAMS: &[(&str, &[Member])] = &[
    ("act forms", &[CASE, NUMBER, ("stage", a::<Stage>()), ("forms", a::<Vec<Form>>())]),
    ("act kinds", &[("kinds", Is::Each(&[NAME, ("label", a::<String>())]))]),
    ("case alike", &[("alike", a::<Vec<PossiblySame>>())]),
    (
        "case as-of",
        &[
            ("case", a::<CaseView>()),
            ("fields", a::<BTreeMap<String, Vec<FieldValue>>>()),
            ("narrative", a::<String>()),
            ("names", a::<BTreeMap<String, String>>()),
            ("entries", a::<Vec<usize>>()),
        ],
    ),
    ("case compare", &[("", a::<Changes>())]),
    ("since", &[("", a::<Arrivals>())]),
    (
        "today",
        &[
            ("today", a::<Date>()),
            ("since_ms", a::<i64>()),
            ("due", a::<DueList>()),
            ("inbox", Is::One(INBOX)),
            ("arrivals", a::<Arrivals>()),
            ("cases", a::<u64>()),
            ("unsent", a::<u64>()),
            ("refused", a::<u64>()),
            ("waiting", a::<u64>()),
            ("quarantined", a::<u64>()),
            ("not_let_in", a::<Option<String>>()),
        ],
    ),
    ("words", &[("", a::<Catalogue>())]),
];

/// An office's inbox.
const INBOX: &[Member] = &[
    OFFICE,
    ("counts", a::<InboxCounts>()),
    ("items", Is::Each(&[("", a::<InboxItem>()), ("sentence", a::<String>()), ("settle", a::<Option<String>>())])),
    ("parties", a::<Vec<PartyDispute>>()),
    ("openings", a::<Vec<OpeningLine>>()),
    ("lag", a::<Lag>()),
    ("shut_out", a::<Vec<ShutOutLine>>()),
];

const AUTHORITY: Member = ("authority", a::<Option<String>>());
const BYTES: Member = ("bytes", a::<u64>());
const CASE: Member = ("case", a::<CaseId>());
const COUNTY: Member = ("county", a::<String>());
const DEVICE: Member = ("device", a::<DeviceId>());
const ENTRY: Member = ("entry", a::<EntryId>());
const FILE: Member = ("file", a::<String>());
const KEY_KEPT: Member = ("key_kept", a::<String>());
const LABEL_ZH: Member = ("label_zh", a::<String>());
const NAME: Member = ("name", a::<String>());
const NUMBER: Member = ("number", a::<String>());
const OFFICE: Member = ("office", a::<OfficeId>());
const PARTY: Member = ("party", a::<PartyId>());
const RECORD: Member = ("record", a::<String>());
const STAFF: Member = ("staff", a::<StaffId>());
const TITLE: Member = ("title", a::<String>());

const ACT: &[Member] = &[
    CASE,
    ("act", a::<ActId>()),
    ("kind", a::<String>()),
    ("stage", a::<Stage>()),
    ("open_disputes", a::<Vec<DisputeId>>()),
    ("receipt_code", a::<Option<String>>()),
];
const MAY_READ: &[Member] = &[CASE, OFFICE, ("may_read", a::<bool>())];

const fn a<T: JsonSchema>() -> Is {
    Is::A(|generator| generator.subschema_for::<T>())
}

/// An entry as it is handed out.
fn exported(generator: &mut SchemaGenerator) -> Schema {
    object(
        generator,
        &[
            ("entry", a::<EntryView>()),
            ("kind_zh", a::<Option<String>>()),
            ("labels_zh", a::<BTreeMap<String, String>>()),
        ],
    )
}

/// The commands that answer, by their names.
pub fn commands() -> impl Iterator<Item = &'static str> {
    ANSWERS.iter().map(|(command, _)| *command)
}

/// What a command answers.
pub(super) fn of(command: &str) -> Option<Schema> {
    let (name, members) = ANSWERS.iter().chain(OF_PROGRAMS).find(|(name, _)| *name == command)?;
    let mut generator = SchemaGenerator::default();
    let mut schema = object(&mut generator, members);
    schema.insert("title".to_owned(), json!(format!("taizhang {name} --json")));
    schema.insert("$defs".to_owned(), Value::Object(generator.take_definitions(true)));
    Some(schema)
}

fn object(generator: &mut SchemaGenerator, members: &[Member]) -> Schema {
    let mut properties = Map::new();
    for (name, is) in members {
        let schema = match is {
            Is::A(schema) => schema(generator),
            Is::One(members) => object(generator, members),
            Is::Each(members) => {
                let item = object(generator, members);
                Schema::try_from(json!({"type": "array", "items": item})).expect("it is an object")
            }
        };
        if name.is_empty() {
            properties.extend(members_of(generator, &schema));
        } else {
            properties.insert((*name).to_owned(), schema.to_value());
        }
    }
    let required: Vec<_> = properties.keys().cloned().collect();
    Schema::try_from(json!({"type": "object", "properties": properties, "required": required}))
        .expect("it is an object")
}

/// The members of a type that was asked for by reference.
fn members_of(generator: &SchemaGenerator, schema: &Schema) -> Map<String, Value> {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix("#/$defs/"));
    let whole = name.and_then(|name| generator.definitions().get(name)).unwrap_or(schema.as_value());
    whole["properties"].as_object().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_all_members_and_what_they_point_to() {
        let status = of("status").unwrap();
        let properties = status.as_value()["properties"].as_object().unwrap();
        assert!(properties.contains_key("relay") && properties.contains_key("quarantined"));
        for command in commands() {
            let schema = of(command).unwrap().to_value();
            let text = schema.to_string();
            for reference in text.split("\"#/$defs/").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(schema["$defs"][reference].is_object(), "{command}: {reference}");
            }
            assert!(!schema["properties"].as_object().unwrap().is_empty(), "{command}");
        }
    }
}
