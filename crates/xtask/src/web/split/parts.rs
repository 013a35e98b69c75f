//! The two halves of a module.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    convert::Infallible,
    ops::Range,
};

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, TableSection,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, DataSectionReader, ExportSectionReader, ExternalKind as Kind,
    FunctionSectionReader, Operator, Parser, Payload, TableSectionReader, TableType,
};

use super::{FIRST, GATE, Module, Names};

/// A module in two: the rest is instantiated with the exports of the first part.
pub(in crate::web) struct Parts {
    pub(in crate::web) first: Vec<u8>,
    pub(in crate::web) rest: Vec<u8>,
}

/// Divides a module: functions with these names are in the rest, and so are these texts.
pub(in crate::web) fn split(module: &Module, later: &Names, texts: &[&str]) -> anyhow::Result<Parts> {
    let plan = Plan::new(module, later, texts)?;
    let mut first = wasm_encoder::Module::new();
    FirstPart { plan: &plan }.parse_core_module(&mut first, Parser::new(0), module.bytes)?;
    Ok(Parts { first: first.finish(), rest: Rest::new(&plan).made()? })
}

/// What goes where.
struct Plan<'a> {
    module: &'a Module<'a>,
    /// The functions of the first part, gates last.
    first: Vec<u32>,
    /// The functions of the rest.
    rest: Vec<u32>,
    /// What the first part has a gate for: functions of the rest that it, a page or the table calls.
    gates: BTreeSet<u32>,
    /// What the rest calls of the first part.
    lent: Vec<u32>,
    /// Where a gate looks for its function in the table.
    places: BTreeMap<u32, u32>,
    /// The table of functions, and how many places it has with those of the gates.
    table: (u32, u32),
    /// The function that has the rest put in place.
    gate: u32,
    /// The numbers of functions in the first part.
    numbers: HashMap<u32, u32>,
    /// Texts of the rest.
    texts: Vec<Text<'a>>,
}

/// A text, its address, and which part it is of which segment of data.
struct Text<'a> {
    text: &'a str,
    address: u32,
    segment: usize,
    part: Range<usize>,
}

impl<'a> Plan<'a> {
    fn new(module: &'a Module<'a>, later: &Names, texts: &[&'a str]) -> anyhow::Result<Self> {
        let gate = module.exported(GATE)?;
        // The gate cannot wait for itself. What has no name no compiler made: a few small functions between the page and the core.
        let at_gate = module.reached(gate)?;
        let comes_later =
            |function: u32| !at_gate.contains(&function) && module.name(function).is_some_and(|name| later.has(name));
        let (mut rest, mut first): (Vec<u32>, Vec<u32>) =
            (module.imported..module.len()).partition(|of| comes_later(*of));
        let in_rest: BTreeSet<u32> = rest.iter().copied().collect();
        // What is alike has names alike, and compresses better side by side.
        for part in [&mut first, &mut rest] {
            part.sort_by_cached_key(|function| module.path(*function));
        }

        let (mut by_first, mut by_rest) = (BTreeSet::new(), BTreeSet::new());
        for (function, body) in module.bodies() {
            let called = if in_rest.contains(&function) { &mut by_rest } else { &mut by_first };
            for operator in body.get_operators_reader()? {
                if let Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } = operator?
                {
                    called.insert(function_index);
                }
            }
        }
        by_first.extend(module.exports.iter().filter(|export| export.kind == Kind::Func).map(|export| export.index));
        by_first.extend(module.places.iter().map(|(_, function)| *function));
        let gates: BTreeSet<u32> = by_first.intersection(&in_rest).copied().collect();

        let (table, mut len) = module.table()?;
        let mut places: BTreeMap<u32, u32> = module
            .places
            .iter()
            .map(|(place, function)| (*function, *place))
            .filter(|(of, _)| in_rest.contains(of))
            .collect();
        for function in &gates {
            places.entry(*function).or_insert_with(|| {
                len += 1;
                len - 1
            });
        }
        first.extend(&gates);
        let numbers = (0..module.imported).chain(first.iter().copied()).zip(0..).collect();
        let lent = by_rest.difference(&in_rest).copied().collect();
        let texts = texts.iter().map(|text| {
            let (address, segment, part) = module.text(text.as_bytes())?;
            anyhow::Ok(Text { text, address, segment, part })
        });
        let texts = texts.collect::<Result<_, _>>()?;
        Ok(Self { module, first, rest, gates, lent, places, table: (table, len), gate, numbers, texts })
    }

    /// The table of functions has room for the gates.
    fn roomy(&self, number: u32, mut table: TableType) -> TableType {
        let (of_functions, len) = self.table;
        if number == of_functions {
            table.initial = u64::from(len);
            table.maximum = table.maximum.map(|_| u64::from(len));
        }
        table
    }

    /// The table, the memory and the variables that both parts share, by name.
    fn shared(&self) -> impl Iterator<Item = (String, ExportKind, u32)> {
        let number = |len: usize| 0..u32::try_from(len).expect("a module numbers what it has with 32 bits");
        let tables = number(self.module.tables.len()).map(|of| (format!(".t{of}"), ExportKind::Table, of));
        let memories = number(self.module.memories.len()).map(|of| (format!(".m{of}"), ExportKind::Memory, of));
        let globals = number(self.module.globals.len()).map(|of| (format!(".g{of}"), ExportKind::Global, of));
        tables.chain(memories).chain(globals)
    }

    /// What the rest imports, by a name that no function of the module's own has.
    fn lent(&self) -> impl Iterator<Item = (String, u32)> {
        self.lent.iter().enumerate().map(|(at, function)| (format!(".{at:x}"), *function))
    }
}

struct FirstPart<'a> {
    plan: &'a Plan<'a>,
}

impl FirstPart<'_> {
    /// A function of the same type that calls the one in the rest.
    fn gate(&self, function: u32) -> Function {
        let plan = self.plan;
        let (type_index, taken) = plan.module.of(function);
        let mut gate = Function::new([]);
        gate.instruction(&Instruction::Call(plan.numbers[&plan.gate]));
        for parameter in 0..taken {
            gate.instruction(&Instruction::LocalGet(parameter));
        }
        gate.instruction(&Instruction::I32Const(plan.places[&function].cast_signed()));
        gate.instruction(&Instruction::CallIndirect { type_index, table_index: plan.table.0 });
        gate.instruction(&Instruction::End);
        gate
    }
}

impl Reencode for FirstPart<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.plan.numbers[&function])
    }

    fn parse_function_section(
        &mut self,
        made: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for function in &self.plan.first {
            made.function(self.plan.module.of(*function).0);
        }
        Ok(())
    }

    fn parse_table_section(&mut self, made: &mut TableSection, _: TableSectionReader<'_>) -> Result<(), Error> {
        for (number, table) in (0..).zip(&self.plan.module.tables) {
            made.table(self.table_type(self.plan.roomy(number, *table))?);
        }
        Ok(())
    }

    fn parse_export_section(&mut self, made: &mut ExportSection, read: ExportSectionReader<'_>) -> Result<(), Error> {
        utils::parse_export_section(self, made, read)?;
        for (name, kind, number) in self.plan.shared() {
            made.export(&name, kind, number);
        }
        for (name, function) in self.plan.lent() {
            made.export(&name, ExportKind::Func, self.plan.numbers[&function]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, made: &mut CodeSection, _: CodeSectionReader<'_>) -> Result<(), Error> {
        for function in &self.plan.first {
            if self.plan.gates.contains(function) {
                made.function(&self.gate(*function));
            } else {
                self.parse_function_body(made, self.plan.module.body(*function).clone())?;
            }
        }
        Ok(())
    }

    fn parse_data_section(&mut self, made: &mut DataSection, read: DataSectionReader<'_>) -> Result<(), Error> {
        for (number, segment) in read.into_iter().enumerate() {
            let mut segment = segment?;
            let mut data = segment.data.to_vec();
            for text in self.plan.texts.iter().filter(|text| text.segment == number) {
                data[text.part.clone()].fill(0);
            }
            segment.data = &data;
            self.parse_data(made, segment)?;
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut wasm_encoder::Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }
}

struct Rest<'a> {
    plan: &'a Plan<'a>,
    /// The numbers of functions here.
    numbers: HashMap<u32, u32>,
}

impl Reencode for Rest<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[&function])
    }
}

impl<'a> Rest<'a> {
    fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, numbers: plan.lent.iter().chain(&plan.rest).copied().zip(0..).collect() }
    }

    fn made(mut self) -> anyhow::Result<Vec<u8>> {
        let module = self.plan.module;
        let mut made = wasm_encoder::Module::new();
        for payload in Parser::new(0).parse_all(module.bytes) {
            if let Payload::TypeSection(read) = payload? {
                let mut types = wasm_encoder::TypeSection::new();
                self.parse_type_section(&mut types, read)?;
                made.section(&types);
            }
        }
        made.section(&self.imports()?);
        let mut functions = FunctionSection::new();
        for function in &self.plan.rest {
            functions.function(module.of(*function).0);
        }
        made.section(&functions).section(&self.elements());
        let mut code = CodeSection::new();
        for function in &self.plan.rest {
            self.parse_function_body(&mut code, module.body(*function).clone())?;
        }
        made.section(&code);
        let mut data = DataSection::new();
        for Text { text, address, .. } in &self.plan.texts {
            data.active(0, &ConstExpr::i32_const(address.cast_signed()), text.bytes());
        }
        if !data.is_empty() {
            made.section(&data);
        }
        Ok(made.finish())
    }

    fn imports(&mut self) -> anyhow::Result<ImportSection> {
        let module = self.plan.module;
        let mut imports = ImportSection::new();
        for (name, function) in self.plan.lent() {
            imports.import(FIRST, &name, EntityType::Function(module.of(function).0));
        }
        for (name, kind, number) in self.plan.shared() {
            let at = number as usize;
            let shared = match kind {
                ExportKind::Table => self.table_type(self.plan.roomy(number, module.tables[at]))?.into(),
                ExportKind::Memory => self.memory_type(module.memories[at])?.into(),
                ExportKind::Global => EntityType::Global(self.global_type(module.globals[at])?),
                ExportKind::Func | ExportKind::Tag => continue,
            };
            imports.import(FIRST, &name, shared);
        }
        Ok(imports)
    }

    /// What it writes over the gates' places in the table, in runs.
    fn elements(&self) -> ElementSection {
        let plan = self.plan;
        let own = plan.module.places.iter().filter(|(_, function)| plan.rest.contains(function)).copied();
        let gates = plan.gates.iter().map(|function| (plan.places[function], *function));
        let all: BTreeMap<u32, u32> = own.chain(gates).collect();
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (place, function) in all {
            let number = self.numbers[&function];
            match runs.last_mut() {
                Some((start, run)) if *start as usize + run.len() == place as usize => run.push(number),
                _ => runs.push((place, vec![number])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            // The first table is named by no number.
            let table = Some(plan.table.0).filter(|table| *table != 0);
            elements.active(table, &ConstExpr::i32_const(start.cast_signed()), Elements::Functions(run.into()));
        }
        elements
    }
}
