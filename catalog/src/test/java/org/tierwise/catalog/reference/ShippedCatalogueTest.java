package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShippedCatalogueTest {
    @Test
    void it_has_more_than_a_thousand_sites() {
        for (int i = 0; i < 8; i++) {
            long t = System.nanoTime();
            var c = CatalogueReader.shipped();
            System.out.println(
                    (System.nanoTime() - t) / 1e6 + " ms " + c.pools().size() + " "
                            + c.sites().stream()
                                    .filter(s -> s.tier() == org.tierwise.catalog.capacity.SiteTier.CENTRAL)
                                    .map(s -> s.id())
                                    .toList());
            assertThat(c.sites()).hasSize(295 + 840);
        }
    }
}
