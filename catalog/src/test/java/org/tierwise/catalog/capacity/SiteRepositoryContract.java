package org.tierwise.catalog.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class SiteRepositoryContract extends RepositoryContract {
    private <T> T sites(Function<SiteRepository, T> action) {
        return tx.write(ctx -> action.apply(new SiteRepository(ctx)));
    }

    private static Figure figure(double value, String unit) {
        return new Figure(value, unit, Provenance.assumed("owner"));
    }

    private static OwnSite plant(double accelerators) {
        var site = new Site(
                "own/zaragoza-es",
                "own",
                "zaragoza-es",
                "Plant Zaragoza",
                SiteKind.OWN_PREMISES,
                SiteTier.EDGE,
                Ownership.OWN,
                "Zaragoza",
                "ES",
                new GeoPoint(41.6561, -0.8773),
                "ga",
                "own/zaragoza-es",
                0,
                true,
                figure(1.5, "1"),
                figure(0.14, "USD/kWh"),
                null,
                40.0,
                Provenance.assumed("owner"));
        var pool = new CapacityPool(
                "own/zaragoza-es|l4|owned",
                site.id(),
                "l4",
                PurchaseTerm.OWNED,
                figure(accelerators, "1"),
                figure(0.31, "USD/h"),
                true);
        return new OwnSite(site, List.of(pool));
    }

    @Test
    void a_site_reads_back_equal_with_its_pools() {
        boolean inserted = sites(all -> all.insert(workspace, plant(4)));
        boolean twice = sites(all -> all.insert(workspace, plant(8)));

        assertThat(inserted).isTrue();
        assertThat(twice).isFalse();
        assertThat(sites(all -> all.list(workspace)).stream()).containsExactly(new StoredSite(1, plant(4)));
        long other = newWorkspace();
        assertThat(sites(all -> all.list(other)).stream()).isEmpty();
    }

    @Test
    void a_stale_edit_writes_nothing() {
        sites(all -> all.insert(workspace, plant(4)));
        boolean first = sites(all -> all.update(workspace, 1, plant(6)));
        boolean late = sites(all -> all.update(workspace, 1, plant(9)));
        boolean removed = sites(all -> all.delete(workspace, "own/zaragoza-es", 1));

        assertThat(first).isTrue();
        assertThat(late).isFalse();
        assertThat(removed).isFalse();
        assertThat(sites(all -> all.find(workspace, "own/zaragoza-es")).orElseThrow())
                .isEqualTo(new StoredSite(2, plant(6)));
    }

    @Test
    void a_pool_of_another_site_is_refused() {
        var site = plant(1).site();
        var foreign = new CapacityPool(
                "x", "own/elsewhere", "l4", PurchaseTerm.OWNED, figure(1, "1"), figure(1, "USD/h"), true);

        assertThatThrownBy(() -> new OwnSite(site, List.of(foreign))).hasMessageContaining("own/elsewhere");
    }
}
