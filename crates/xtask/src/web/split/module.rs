//! A module as splitting reads it: who is called what, of which type, and what is shared.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use anyhow::{Context as _, bail, ensure};
use wasmparser::{
    DataKind, ElementItems, ElementKind, Export, ExternalKind, FuncType, FunctionBody, GlobalType, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, RefType, TableType, TypeRef,
};

use super::path;

/// A module, in one piece.
#[derive(Default)]
pub(in crate::web) struct Module<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) types: Vec<FuncType>,
    /// How many functions are imported; they have the first numbers.
    pub(super) imported: u32,
    /// The type of each function.
    pub(super) functions: Vec<u32>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    pub(super) exports: Vec<Export<'a>>,
    /// Which function stands at which place of the table of functions.
    pub(super) places: Vec<(u32, u32)>,
    /// What the memory holds from the beginning, and where.
    data: Vec<(u32, &'a [u8])>,
    bodies: Vec<FunctionBody<'a>>,
    names: HashMap<u32, &'a str>,
}

impl<'a> Module<'a> {
    /// Reads a module. Takes what compilers make for browsers: one list of functions at fixed places, nothing but functions
    /// imported, no garbage-collected types.
    pub(in crate::web) fn read(bytes: &'a [u8]) -> anyhow::Result<Self> {
        let mut module = Self { bytes, ..Self::default() };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> anyhow::Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                self.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let TypeRef::Func(of) = import?.ty else { bail!("something else than a function is imported") };
                    self.functions.push(of);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(functions) => {
                for of in functions {
                    self.functions.push(of?);
                }
            }
            Payload::TableSection(tables) => {
                self.tables = tables.into_iter().map(|table| table.map(|table| table.ty)).collect::<Result<_, _>>()?;
            }
            Payload::MemorySection(memories) => self.memories = memories.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(globals) => {
                self.globals =
                    globals.into_iter().map(|global| global.map(|global| global.ty)).collect::<Result<_, _>>()?;
            }
            Payload::ExportSection(exports) => self.exports = exports.into_iter().collect::<Result<_, _>>()?,
            Payload::ElementSection(elements) => {
                for element in elements {
                    let element = element?;
                    let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                        (element.kind, element.items)
                    else {
                        bail!("a list of functions has no place");
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        bail!("the place of a list of functions is not fixed");
                    };
                    for (place, function) in (u32::try_from(value)?..).zip(functions) {
                        self.places.push((place, function?));
                    }
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("data has no place") };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        bail!("the place of data is not fixed");
                    };
                    self.data.push((value.cast_unsigned(), segment.data));
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(sections) = custom.as_known() {
                    for section in sections {
                        let Name::Function(names) = section? else { continue };
                        for name in names {
                            let name = name?;
                            self.names.insert(name.index, name.name);
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A function's name, where it has one.
    pub(super) fn name(&self, function: u32) -> Option<&'a str> {
        self.names.get(&function).copied()
    }

    /// Where a text lies: its address, and which part of which segment it is.
    pub(super) fn text(&self, text: &[u8]) -> anyhow::Result<(u32, usize, Range<usize>)> {
        let mut found = self.data.iter().enumerate().flat_map(|(segment, (address, data))| {
            let places = data.windows(text.len()).enumerate().filter(|(_, window)| *window == text);
            places.map(move |(at, _)| (*address, segment, at..at + text.len()))
        });
        let (address, segment, part) = found.next().context("the module does not hold a text in one piece")?;
        ensure!(found.next().is_none(), "the module holds a text twice");
        Ok((address + u32::try_from(part.start)?, segment, part))
    }

    /// A function's name as its source has it, without what stands for compilers and folders.
    pub(super) fn path(&self, function: u32) -> Option<String> {
        self.name(function).map(path)
    }

    /// The body of a function that has one.
    pub(super) fn body(&self, function: u32) -> &FunctionBody<'a> {
        &self.bodies[(function - self.imported) as usize]
    }

    /// A function, and all that it calls by number, and so on.
    pub(super) fn reached(&self, function: u32) -> anyhow::Result<BTreeSet<u32>> {
        let (mut found, mut next) = (BTreeSet::from([function]), vec![function]);
        while let Some(caller) = next.pop() {
            for operator in self.body(caller).get_operators_reader()? {
                let (Operator::Call { function_index: called } | Operator::ReturnCall { function_index: called }) =
                    operator?
                else {
                    continue;
                };
                if called >= self.imported && found.insert(called) {
                    next.push(called);
                }
            }
        }
        Ok(found)
    }

    /// Every function that has a body, with it.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (u32, &FunctionBody<'a>)> {
        (self.imported..).zip(&self.bodies)
    }

    /// How many functions there are.
    pub(in crate::web) fn len(&self) -> u32 {
        self.imported + u32::try_from(self.bodies.len()).expect("a module numbers its functions with 32 bits")
    }

    /// The type of a function, and how many parameters it takes.
    pub(super) fn of(&self, function: u32) -> (u32, u32) {
        let of = self.functions[function as usize];
        let taken = self.types[of as usize].params().len();
        (of, u32::try_from(taken).expect("a function takes at most a thousand parameters"))
    }

    /// An exported function.
    pub(super) fn exported(&self, name: &str) -> anyhow::Result<u32> {
        let found = self.exports.iter().find(|export| export.kind == ExternalKind::Func && export.name == name);
        Ok(found.with_context(|| format!("the module exports no function {name}"))?.index)
    }

    /// The table of functions, and how many places it has.
    pub(super) fn table(&self) -> anyhow::Result<(u32, u32)> {
        let found = (0..).zip(&self.tables).find(|(_, table)| table.element_type == RefType::FUNCREF);
        let (number, table) = found.context("the module has no table of functions")?;
        Ok((number, u32::try_from(table.initial)?))
    }
}
