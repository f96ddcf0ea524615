package org.tierwise.catalog.workbook;

/** A workbook cannot be read as a whole. */
public final class WorkbookException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** It is no workbook of Excel 2007 or later. */
        OTHER_FILE,
        /** It is one, and something in it is not as it must be. */
        DAMAGED,
        /** It is beyond what is read. */
        TOO_LARGE
    }

    private final Kind kind;
    private final String remedy;

    WorkbookException(Kind kind, String problem, String remedy) {
        super(problem);
        this.kind = kind;
        this.remedy = remedy;
    }

    static WorkbookException damaged(String problem) {
        return new WorkbookException(
                Kind.DAMAGED,
                "The workbook is damaged: " + problem + ".",
                "Open it in Excel or LibreOffice, save it again as .xlsx and import that file.");
    }

    static WorkbookException tooLarge(String problem, String remedy) {
        return new WorkbookException(Kind.TOO_LARGE, problem, remedy);
    }

    public Kind kind() {
        return kind;
    }

    /** What to do about it, one sentence or two. */
    public String remedy() {
        return remedy;
    }
}
