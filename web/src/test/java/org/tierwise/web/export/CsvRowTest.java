package org.tierwise.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CsvRowTest {
    @Test
    void numbers_are_never_guarded() throws IOException {
        var out = new StringBuilder();
        new CsvRow().number(-5.0, 2).text("-5.00").number(-0.001, 2).writeTo(out);
        assertThat(out).hasToString("-5,\"'-5.00\",0\r\n");
    }
}
