//! The options of an act, read from the JSON Schema of its payload: the model says once what an act names, and the
//! command line follows it.

use clap::{Arg, ArgAction, Command, builder::PossibleValue};
use jiff::civil::Date;
use serde_json::Value;
use taizhang_model::{ActBody, Subject};

use super::super::schema::kept;
use crate::words::{self, Lang, named};

/// What may stand in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Whole,
    /// An amount: typed in yuan, kept in fen.
    Money,
    /// Yes or no.
    Switch,
    /// An id of this kind of thing: typed as people name it.
    Id(String),
    /// One of these.
    Choice(Vec<String>),
    /// Several of one shape.
    List(Box<Shape>),
    /// Values of one shape under free names, as JSON.
    Map(Box<Shape>),
    /// Named values, as JSON.
    Fields(Vec<Field>),
    /// Any JSON.
    Any,
}

/// One thing that an act names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name in the payload.
    pub(crate) name: String,
    /// What it is.
    pub(crate) about: String,
    /// Whether every payload has it.
    pub(crate) required: bool,
    pub(crate) shape: Shape,
}

/// What an act of this kind names.
pub(crate) fn fields(kind: &str) -> Vec<Field> {
    let schema = kept::schema(kind).unwrap_or_default();
    fields_of(&schema, &schema)
}

fn fields_of(root: &Value, object: &Value) -> Vec<Field> {
    let required: Vec<_> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = object["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, schema)| {
            let about = plain(schema["description"].as_str().unwrap_or_default());
            let shape = match shape(root, schema) {
                Shape::Whole if about.contains("in fen") => Shape::Money,
                shape => shape,
            };
            Field { name: name.clone(), required: required.contains(&name.as_str()), about, shape }
        })
        .collect()
}

/// What a schema lets stand in a value. That it may be left out does not matter here.
fn shape(root: &Value, schema: &Value) -> Shape {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
        return shape(root, &root["$defs"][name]);
    }
    let either = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array());
    if let Some(either) = either {
        let constants: Vec<_> =
            either.iter().filter_map(|one| one["const"].as_str()).chain(either.iter().flat_map(choices)).collect();
        if !constants.is_empty() {
            return Shape::Choice(constants.into_iter().map(str::to_owned).collect());
        }
        let is_null = |one: &&Value| one["type"].as_str() == Some("null");
        let mut rest = either.iter().filter(|one| !is_null(one));
        return match (rest.next(), rest.next()) {
            (Some(one), None) => shape(root, one),
            _ => Shape::Any,
        };
    }
    let fixed: Vec<_> = choices(schema).map(str::to_owned).collect();
    if !fixed.is_empty() {
        return Shape::Choice(fixed);
    }
    match (type_of(schema), schema["format"].as_str()) {
        ("string", Some("date")) => Shape::Date,
        ("string", Some(format)) => Shape::Id(format.to_owned()),
        ("string", None) => Shape::Text,
        ("integer", _) => Shape::Whole,
        ("boolean", _) => Shape::Switch,
        ("array", _) => Shape::List(Box::new(shape(root, &schema["items"]))),
        ("object", _) if schema["properties"].is_object() => Shape::Fields(fields_of(root, schema)),
        ("object", _) if schema["additionalProperties"].is_object() => {
            Shape::Map(Box::new(shape(root, &schema["additionalProperties"])))
        }
        _ => Shape::Any,
    }
}

fn choices(schema: &Value) -> impl Iterator<Item = &str> {
    schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The type, without the null of what may be left out.
fn type_of(schema: &Value) -> &str {
    let several = || schema["type"].as_array()?.iter().filter_map(Value::as_str).find(|name| *name != "null");
    schema["type"].as_str().or_else(several).unwrap_or_default()
}

/// A doc comment as plain words: in one line, without the marks of a link.
fn plain(about: &str) -> String {
    let mut text = about.replace(['\n', '`'], " ").replace("  ", " ");
    if let Some(at) = text.find(": see [").or_else(|| text.find(" see [")) {
        text.truncate(at);
    }
    text.replace(['[', ']'], "").trim().to_owned()
}

/// What the shell knows where nobody says it, though the payload needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// This text.
    Text(&'static str),
    /// This number.
    Number(u64),
    /// Today.
    Today,
    /// The office of the member of staff that this field names.
    OfficeOf(&'static str),
    /// All that this device has seen of the case.
    Seen,
    /// The hash of what the act that is named here says, as this device holds it.
    HashOf(&'static str),
}

impl Fallback {
    /// What a field falls back on.
    pub(crate) fn of(kind: &str, field: &str) -> Option<Self> {
        Some(match (kind, field) {
            ("assign", "measures")
            | ("close" | "contact" | "register", "summary")
            | ("visit", "place" | "text")
            | ("register", "number" | "receipt_code") => Self::Text(""),
            ("contact" | "register", "channel") => Self::Text("visit"),
            ("contact" | "register", "persons") => Self::Number(1),
            ("contact" | "register" | "withdraw", "received_on")
            | ("review", "requested_on")
            | ("respond" | "publish", "on") => Self::Today,
            ("assign", "unit") => Self::OfficeOf("lead"),
            ("close", "covers") => Self::Seen,
            ("sign", "over") => Self::HashOf("act"),
            ("vote", "over") => Self::HashOf("finding"),
            _ => return None,
        })
    }

    /// Whether somebody may know better: what was seen, and hashes, nobody types.
    pub(crate) const fn is_for_people(self) -> bool {
        !matches!(self, Self::Seen | Self::HashOf(_))
    }

    /// As the help says it.
    fn in_help(self) -> Option<String> {
        Some(match self {
            Self::Text("") => return None,
            Self::Text(text) => text.to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Today => "today".to_owned(),
            Self::OfficeOf(field) => format!("the office of --{field}"),
            Self::Seen => "all that this device has seen".to_owned(),
            Self::HashOf(field) => format!("the hash of what --{field} says, as this device holds it"),
        })
    }
}

/// Shorter names under which an option is known too.
const ALIASES: &[(&str, &str, &str)] =
    &[("visit", "petitioner_words", "words"), ("contact", "received_on", "received")];

/// The kinds that are recorded on a case, in the order of the model's table.
pub(crate) fn case_kinds() -> impl Iterator<Item = &'static str> {
    let on_a_case = |kind: &&str| matches!(ActBody::subject_of(kind), Some(Subject::Case | Subject::Any));
    ActBody::KINDS.iter().copied().filter(on_a_case)
}

/// The command of a kind. Its options are made when it is called: there are many kinds.
pub(crate) fn command(kind: &str, defer: fn(Command) -> Command) -> Command {
    let label = ActBody::label_zh(kind).unwrap_or_default();
    let what = words::kind_word(kind, Lang::En);
    let name = kind.replace('_', "-");
    let alias = (name != kind).then(|| clap::builder::Str::from(kind.to_owned()));
    Command::new(name).aliases(alias).about(format!("{label}: {what}")).defer(defer)
}

/// The options of a kind, one for each thing that it names.
pub(crate) fn options(command: Command, kind: &str) -> Command {
    fields(kind).iter().fold(command, |command, field| command.arg(option(kind, field)))
}

/// The name of an option among clap's: none of the frame's is called so.
pub(crate) fn option_id(field: &str) -> String {
    format!("payload.{field}")
}

fn option(kind: &str, field: &Field) -> Arg {
    let fallback = Fallback::of(kind, &field.name);
    let mut help = match field.shape {
        Shape::Money => field.about.replace("in fen", "in yuan"),
        _ => field.about.clone(),
    };
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    if let Some(label) = named(words::PARTS, &field.name, Lang::Zh).filter(|_| !help.contains(is_chinese)) {
        help += &format!(" ({label})");
    }
    if let Some(fallback) = fallback.and_then(Fallback::in_help) {
        help += &format!(" [default: {fallback}]");
    }
    let mut arg = Arg::new(option_id(&field.name))
        .long(field.name.replace('_', "-"))
        .required(field.required && fallback.is_none())
        .help(help);
    for (_, _, alias) in ALIASES.iter().filter(|(of, name, _)| (*of, *name) == (kind, field.name.as_str())) {
        arg = arg.visible_alias(*alias);
    }
    match &field.shape {
        Shape::Switch => arg.required(false).action(ArgAction::SetTrue),
        Shape::List(item) => one_value(arg.action(ArgAction::Append), &field.name, item),
        shape => one_value(arg, &field.name, shape),
    }
}

fn one_value(arg: Arg, field: &str, shape: &Shape) -> Arg {
    match shape {
        Shape::Text | Shape::Switch => arg.value_name("TEXT"),
        Shape::Date => arg.value_name("DATE").value_parser(day),
        Shape::Whole => arg.value_name("N").value_parser(whole),
        Shape::Money => arg.value_name("YUAN").value_parser(fen),
        Shape::Id(of) => arg.value_name(of.to_uppercase()),
        Shape::Choice(codes) => {
            let value = |code: &String| {
                let help = words::value_word(field, code, Lang::Zh).unwrap_or_default();
                PossibleValue::new(code.replace('_', "-")).alias(code.clone()).help(help)
            };
            arg.value_name(field.to_uppercase()).value_parser(codes.iter().map(value).collect::<Vec<_>>())
        }
        Shape::List(_) | Shape::Map(_) | Shape::Fields(_) | Shape::Any => arg.value_name("JSON|@FILE"),
    }
}

fn day(text: &str) -> Result<String, String> {
    text.parse::<Date>().map(|day| day.to_string()).map_err(|error| error.to_string())
}

fn whole(text: &str) -> Result<String, String> {
    text.parse::<u64>().map(|number| number.to_string()).map_err(|error| error.to_string())
}

/// `1200.50` yuan as 120050 fen.
pub(crate) fn fen(text: &str) -> Result<String, String> {
    let expected = || format!("expected an amount in yuan such as 1200.50, not {text}");
    let (yuan, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 2 || !part.chars().chain(yuan.chars()).all(|letter| letter.is_ascii_digit()) {
        return Err(expected());
    }
    let yuan: u64 = yuan.parse().map_err(|_| expected())?;
    let part: u64 = format!("{part:0<2}").parse().map_err(|_| expected())?;
    yuan.checked_mul(100).and_then(|fen| fen.checked_add(part)).map(|fen| fen.to_string()).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, name: &str) -> Shape {
        fields(kind).into_iter().find(|field| field.name == name).unwrap().shape
    }

    #[test]
    fn every_kind_has_options() {
        for kind in ActBody::KINDS {
            options(Command::new("x"), kind).debug_assert();
        }
        assert!(case_kinds().any(|kind| kind == "settle") && case_kinds().all(|kind| kind != "enter"));
    }

    #[test]
    fn shapes_are_read_from_the_schema() {
        assert_eq!(of("assign", "lead"), Shape::Id("staff".to_owned()));
        assert_eq!(of("assign", "handler"), Shape::Id("staff".to_owned()));
        assert_eq!(of("assign", "due"), Shape::Date);
        assert_eq!(of("aid", "amount"), Shape::Money);
        assert_eq!(of("aid", "consent"), Shape::Switch);
        assert_eq!(of("finding", "participants"), Shape::List(Box::new(Shape::Id("staff".to_owned()))));
        assert_eq!(of("close", "checklist"), Shape::Map(Box::new(Shape::Id("act".to_owned()))));
        assert!(matches!(of("classify", "path"), Shape::Choice(codes) if codes.contains(&"sector".to_owned())));
        let Shape::List(steps) = of("plan", "steps") else { panic!("a list") };
        assert!(matches!(*steps, Shape::Fields(fields) if fields.iter().any(|field| field.shape == Shape::Date)));
        let vague: Vec<_> = ActBody::KINDS
            .iter()
            .flat_map(|kind| fields(kind).into_iter().map(move |field| (*kind, field)))
            .filter(|(_, field)| field.shape == Shape::Any)
            .map(|(kind, field)| format!("{kind}.{}", field.name))
            .collect();
        assert_eq!(vague, ["configure.config"]);
    }

    #[test]
    fn yuan_become_fen() {
        assert_eq!(fen("1200.50").unwrap(), "120050");
        assert_eq!(fen("3.5").unwrap(), "350");
        assert_eq!(fen("7").unwrap(), "700");
        assert!(fen("1.234").is_err() && fen("-1").is_err() && fen("").is_err());
    }
}
