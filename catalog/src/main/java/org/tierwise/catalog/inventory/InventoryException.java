package org.tierwise.catalog.inventory;

/** A whole file cannot be imported. Nothing of it was read. */
public final class InventoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is, with the HTTP status that a server answers. */
    public enum Kind {
        TOO_LARGE(413),
        UNSUPPORTED(415),
        NOT_READABLE(422);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String remedy;

    /**
     * @param problem one sentence that names the value
     * @param remedy one sentence that says what to do
     */
    public InventoryException(Kind kind, String problem, String remedy) {
        super(problem + " " + remedy);
        this.kind = kind;
        this.remedy = remedy;
    }

    /** A file above the limit, which nobody reads to its end. */
    public static InventoryException tooLarge() {
        return new InventoryException(
                Kind.TOO_LARGE,
                "The file is larger than 20 MB.",
                "Split it, or leave out columns that are not needed.");
    }

    public Kind kind() {
        return kind;
    }

    /** What to do, the last part of the message. */
    public String remedy() {
        return remedy;
    }
}
