//! What was typed for an act, as the payload of its kind.

use std::{
    convert::Infallible,
    path::{Path, PathBuf},
    str::FromStr,
};

use clap::ArgMatches;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use taizhang_client::Error;
use taizhang_model::{ActId, StaffId, act};

use super::{
    resolve::Resolver,
    schema::{Fallback, Field, Shape, fields, option_id},
};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    words::{self, say},
};

/// The payload of an act of this kind, by its options.
pub(crate) fn typed(
    desk: &Desk,
    resolver: &mut Resolver<'_>,
    kind: &str,
    matches: &ArgMatches,
) -> Result<Value, Failure> {
    let fields = fields(kind);
    let mut payload = Map::new();
    for field in &fields {
        if let Some(value) = option(desk, field, matches)? {
            payload.insert(field.name.clone(), resolver.within(&field.shape, value)?);
        }
    }
    completed(desk, resolver, kind, payload)
}

/// The payload with what the shell knows where nobody said it. Names in it are ids by now.
pub(crate) fn completed(
    desk: &Desk,
    resolver: &mut Resolver<'_>,
    kind: &str,
    mut payload: Map<String, Value>,
) -> Result<Value, Failure> {
    for field in fields(kind) {
        let fallback = Fallback::of(kind, &field.name).filter(|_| !payload.contains_key(&field.name));
        if let Some(fallback) = fallback {
            let value = fall_back(desk, resolver, fallback, &payload)?;
            payload.insert(field.name, value);
        }
    }
    Ok(Value::Object(payload))
}

fn option(desk: &Desk, field: &Field, matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let id = option_id(&field.name);
    if field.shape == Shape::Switch {
        let yes = matches.get_flag(&id);
        return Ok((yes || field.required).then_some(Value::Bool(yes)));
    }
    let Some(mut typed) = matches.get_many::<String>(&id) else { return Ok(None) };
    let Shape::List(item) = &field.shape else {
        return typed.next_back().map(|text| one(desk, &field.shape, text)).transpose();
    };
    let mut values = Vec::new();
    for text in typed {
        match one(desk, item, text)? {
            Value::Array(several) => values.extend(several),
            value => values.push(value),
        }
    }
    Ok(Some(Value::Array(values)))
}

fn one(desk: &Desk, shape: &Shape, text: &str) -> Result<Value, Failure> {
    Ok(match shape {
        Shape::Text | Shape::Date | Shape::Id(_) | Shape::Switch => json!(text),
        Shape::Whole | Shape::Money => json!(text.parse::<u64>().expect("the option's parser left digits only")),
        Shape::Choice(_) => json!(text.replace('-', "_")),
        Shape::List(_) | Shape::Map(_) | Shape::Fields(_) | Shape::Any => match text.strip_prefix('@') {
            Some(file) => from_file(desk, Path::new(file))?,
            None => parse(text.as_bytes())?,
        },
    })
}

/// A payload: from a file as it is typed, or at once as a program gives it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(from = "Map<String, Value>")]
#[schemars(with = "Map<String, Value>")]
pub(crate) enum Payload {
    File(PathBuf),
    Given(Value),
}

impl From<Map<String, Value>> for Payload {
    fn from(given: Map<String, Value>) -> Self {
        Self::Given(Value::Object(given))
    }
}

impl FromStr for Payload {
    type Err = Infallible;

    fn from_str(file: &str) -> Result<Self, Infallible> {
        Ok(Self::File(file.into()))
    }
}

impl Payload {
    pub(crate) fn read(self, desk: &Desk) -> Result<Value, Failure> {
        match self {
            Self::File(file) => from_file(desk, &file),
            Self::Given(given) => Ok(given),
        }
    }
}

/// JSON from a file, or from the standard input by `-`.
pub(crate) fn from_file(desk: &Desk, file: &Path) -> Result<Value, Failure> {
    parse(&desk.read_file(file, act::limits::ACT_BYTES)?)
}

/// JSON that was typed.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(bytes)
        .map_err(|error| Failure::new("bad_json", Exit::Refused, |lang| say!(lang, words::BAD_JSON, detail = error)))
}

fn fall_back(
    desk: &Desk,
    resolver: &mut Resolver<'_>,
    fallback: Fallback,
    payload: &Map<String, Value>,
) -> Result<Value, Failure> {
    let named = |field: &str| payload.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(match fallback {
        Fallback::Text(text) => json!(text),
        Fallback::Number(number) => json!(number),
        Fallback::Today => json!(desk.today()),
        Fallback::Seen => json!(resolver.case().map(|case| case.heads.clone()).unwrap_or_default()),
        Fallback::OfficeOf(field) => {
            let name = named(field);
            let unknown = || Error::Unknown { kind: "member of staff", name: name.clone() };
            let staff: StaffId = name.parse().map_err(|_| unknown())?;
            json!(resolver.ledger.directory()?.staff.get(&staff).ok_or_else(unknown)?.office)
        }
        Fallback::HashOf(field) => {
            let name = named(field);
            let unknown = || Error::Unknown { kind: "act", name: name.clone() };
            let act: ActId = name.parse().map_err(|_| unknown())?;
            let case = resolver.case().ok_or_else(unknown)?.id;
            let record = resolver.ledger.record(case)?;
            json!(record.acts.iter().find(|held| held.id == act).ok_or_else(unknown)?.content_hash())
        }
    })
}
