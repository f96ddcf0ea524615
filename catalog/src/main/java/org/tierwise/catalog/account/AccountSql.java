package org.tierwise.catalog.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.ACCOUNT;

import org.jooq.SelectField;

/** How a row becomes an {@link Account}. */
final class AccountSql {
    private AccountSql() {}

    static SelectField<Account> account() {
        return accountOrNone();
    }

    /** The same after an outer join, where there may be no account. */
    @SuppressWarnings("NullAway") // jOOQ's mapper may give null, which its annotations do not say
    static SelectField<Account> accountOrNone() {
        return row(
                        ACCOUNT.ID,
                        ACCOUNT.EMAIL,
                        ACCOUNT.NAME,
                        ACCOUNT.OPERATOR,
                        ACCOUNT.DISABLED,
                        field(ACCOUNT.PASSWORD_HASH.isNotNull()),
                        field(ACCOUNT.TOTP_SECRET.isNotNull()),
                        field(ACCOUNT.OIDC_SUBJECT.isNotNull()),
                        ACCOUNT.CREATED_AT)
                .mapping((id, email, name, operator, disabled, password, totp, external, created) -> id == null
                        ? null
                        : new Account(id, email, name, operator, disabled, password, totp, external, created));
    }
}
