//! A module that notes which of its functions were called, to learn what a first visit calls.

use std::convert::Infallible;

use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction, ValType,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{ExportSectionReader, FunctionBody, GlobalSectionReader, Parser};

use super::Module;

/// What the exports are called that say of a function, by its number, whether it was called.
pub(in crate::web) const SEEN: &str = ".seen";

/// The module with a variable for each function, which it sets to 1 when it is called.
pub(in crate::web) fn probe(module: &Module) -> anyhow::Result<Vec<u8>> {
    let mut noting = Noting { module, function: module.imported };
    let mut made = wasm_encoder::Module::new();
    noting.parse_core_module(&mut made, Parser::new(0), module.bytes)?;
    Ok(made.finish())
}

struct Noting<'a> {
    module: &'a Module<'a>,
    /// The function whose body comes next.
    function: u32,
}

impl Noting<'_> {
    fn noted(&self, function: u32) -> u32 {
        let own = u32::try_from(self.module.globals.len()).expect("a module numbers its variables with 32 bits");
        own + function - self.module.imported
    }
}

impl Reencode for Noting<'_> {
    type Error = Infallible;

    fn parse_global_section(&mut self, made: &mut GlobalSection, read: GlobalSectionReader<'_>) -> Result<(), Error> {
        utils::parse_global_section(self, made, read)?;
        for _ in self.module.bodies() {
            let of = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
            made.global(of, &ConstExpr::i32_const(0));
        }
        Ok(())
    }

    fn parse_export_section(&mut self, made: &mut ExportSection, read: ExportSectionReader<'_>) -> Result<(), Error> {
        utils::parse_export_section(self, made, read)?;
        for (function, _) in self.module.bodies() {
            made.export(&format!("{SEEN}{function}"), ExportKind::Global, self.noted(function));
        }
        Ok(())
    }

    fn parse_function_body(&mut self, made: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        function.instruction(&Instruction::I32Const(1));
        function.instruction(&Instruction::GlobalSet(self.noted(self.function)));
        let mut read = body.get_operators_reader()?;
        while !read.eof() {
            function.instruction(&self.parse_instruction(&mut read)?);
        }
        made.function(&function);
        self.function += 1;
        Ok(())
    }
}
