import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints a line for each rule of PDF/UA-1 that one of these files breaks, after the file's name. */
class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance()
                     .createParser(new FileInputStream(file), PDFAFlavour.PDFUA_1);
                 PDFAValidator validator = Foundries.defaultInstance()
                     .createValidator(PDFAFlavour.PDFUA_1, false)) {
                System.out.println("file\t" + file);
                for (TestAssertion one : validator.validate(parser).getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println("broken\t" + one.getRuleId().getClause() + " " + one.getMessage());
                    }
                }
            }
        }
    }
}
