package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresUrlTest {
    @Test
    void a_server_on_this_machine_is_reached_as_the_address_says() {
        var url = "jdbc:postgresql://127.0.0.1:5432/tierwise?user=a&password=b";
        assertThat(PostgresUrl.secured(url)).isEqualTo(url);
        assertThat(PostgresUrl.secured("jdbc:postgresql:tierwise")).isEqualTo("jdbc:postgresql:tierwise");
    }

    @Test
    void one_on_another_machine_has_to_show_its_certificate() {
        assertThat(PostgresUrl.secured("jdbc:postgresql://db.example.com/tierwise?user=a"))
                .contains("user=a&sslmode=verify-full&sslfactory=");
        assertThat(PostgresUrl.secured("jdbc:postgresql://127.0.0.1,db.example.com/tierwise"))
                .contains("?sslmode=verify-full");
        var chosen = "jdbc:postgresql://db.example.com/tierwise?sslmode=verify-ca&sslrootcert=ca.pem";
        assertThat(PostgresUrl.secured(chosen)).isEqualTo(chosen);
    }

    @Test
    void plain_text_beyond_this_machine_is_refused_without_showing_the_address() {
        for (var mode : new String[] {"disable", "allow", "prefer"}) {
            assertThatThrownBy(() -> PostgresUrl.secured(
                            "jdbc:postgresql://db.example.com/tierwise?user=a&password=secret&sslmode=" + mode))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("sslmode=" + mode)
                    .hasMessageNotContaining("secret");
        }
    }
}
