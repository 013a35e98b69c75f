//! Names that people type for what an act points at: a person, an office, an act of the case, a claim.

use serde_json::Value;
use taizhang_client::{Error, Ledger};
use taizhang_model::{ActId, CaseId, CaseView};

use super::schema::{Field, Shape};
use crate::failure::Failure;

/// Fewest letters of an id that stand for it.
const PREFIX_LETTERS: usize = 4;

/// Looks names up: in the directory, and within one case where there is one.
pub(crate) struct Resolver<'a> {
    pub(crate) ledger: &'a mut Ledger,
    case: Option<CaseView>,
}

impl<'a> Resolver<'a> {
    /// For an act on this case, or on no case.
    pub(crate) fn new(ledger: &'a mut Ledger, case: Option<CaseId>) -> Result<Self, Failure> {
        let case = case.map(|case| ledger.view(case)).transpose()?;
        Ok(Self { ledger, case })
    }

    /// The case as it stands.
    pub(crate) const fn case(&self) -> Option<&CaseView> {
        self.case.as_ref()
    }

    /// The id of the thing of this kind that a person means. A whole id stands for itself: it need not be known here.
    pub(crate) fn id(&mut self, of: &str, name: &str) -> Result<String, Failure> {
        let name = name.trim();
        if name.parse::<ActId>().is_ok() {
            return Ok(name.to_lowercase());
        }
        Ok(match of {
            "staff" => self.ledger.find_staff(name)?.to_string(),
            "office" => self.ledger.find_office(name)?.to_string(),
            "case" => self.ledger.find_case(name)?.to_string(),
            "entry" => self.ledger.find_entry(name)?.to_string(),
            "act" => self.act(name)?,
            "claim" => self.claim(name)?,
            "dispute" => {
                let disputes = self.case.iter().flat_map(|case| &case.disputes).map(|dispute| dispute.id);
                by_prefix("dispute", name, disputes.map(|id| id.to_string()))?
            }
            // What has no names stands for itself, and the payload says whether it is an id.
            _ => name.to_owned(),
        })
    }

    /// An act of the case: the first letters of its id, or `last:KIND`.
    fn act(&self, name: &str) -> Result<String, Failure> {
        let timeline = || self.case.iter().flat_map(|case| &case.timeline);
        match name.strip_prefix("last:") {
            Some(kind) => {
                let kind = kind.replace('-', "_");
                let last = timeline().rfind(|item| item.kind == kind).map(|item| item.act.to_string());
                Ok(last.ok_or_else(|| Error::Unknown { kind: "act", name: name.to_owned() })?)
            }
            None => by_prefix("act", name, timeline().map(|item| item.act.to_string())),
        }
    }

    /// A claim of the case: the first letters of its id, or its place from 1.
    fn claim(&self, name: &str) -> Result<String, Failure> {
        let claims: Vec<_> = self.case.iter().flat_map(|case| &case.claims).map(|claim| claim.id.to_string()).collect();
        let place = name.parse::<usize>().ok().and_then(|place| claims.get(place.checked_sub(1)?).cloned());
        place.map_or_else(|| by_prefix("claim", name, claims.into_iter()), Ok)
    }

    /// Names within a value, at any depth, become ids.
    pub(crate) fn within(&mut self, shape: &Shape, value: Value) -> Result<Value, Failure> {
        Ok(match (shape, value) {
            (Shape::Id(of), Value::String(name)) => Value::String(self.id(of, &name)?),
            (Shape::List(item), Value::Array(values)) => {
                Value::Array(values.into_iter().map(|value| self.within(item, value)).collect::<Result<_, _>>()?)
            }
            (Shape::Map(item), Value::Object(values)) => {
                let resolved = values.into_iter().map(|(name, value)| Ok((name, self.within(item, value)?)));
                Value::Object(resolved.collect::<Result<_, Failure>>()?)
            }
            (Shape::Fields(fields), value @ Value::Object(_)) => self.fields(fields, value)?,
            (_, value) => value,
        })
    }

    /// As [`Resolver::within`], for a value of these fields.
    pub(crate) fn fields(&mut self, fields: &[Field], value: Value) -> Result<Value, Failure> {
        let Value::Object(values) = value else { return Ok(value) };
        let resolved = values.into_iter().map(|(name, value)| {
            let value = match fields.iter().find(|field| field.name == name) {
                Some(field) => self.within(&field.shape, value)?,
                None => value,
            };
            Ok((name, value))
        });
        Ok(Value::Object(resolved.collect::<Result<_, Failure>>()?))
    }
}

fn by_prefix(kind: &'static str, name: &str, ids: impl Iterator<Item = String>) -> Result<String, Failure> {
    let lower = name.to_lowercase();
    let mut found: Vec<_> = ids.filter(|id| lower.len() >= PREFIX_LETTERS && id.starts_with(&lower)).collect();
    found.dedup();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::Unknown { kind, name: name.to_owned() }.into()),
        _ => Err(Error::Ambiguous { kind, name: name.to_owned() }.into()),
    }
}
