package org.tierwise.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.AttemptRepository;
import org.tierwise.catalog.account.InstallationKey;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.backup.BackupFile;
import org.tierwise.catalog.backup.BackupSchedule;
import org.tierwise.catalog.backup.Backups;
import org.tierwise.catalog.estate.ImportRepository;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.inventory.ModelNames;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.DataNotices;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.snapshot.SnapshotRepository;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;
import org.tierwise.catalog.verify.Carryover;
import org.tierwise.catalog.verify.Watchman;
import org.tierwise.solver.run.RunWorker;
import org.tierwise.web.account.AccountHandlers;
import org.tierwise.web.activity.ActivityApi;
import org.tierwise.web.activity.ActivityPages;
import org.tierwise.web.activity.ActivityScope;
import org.tierwise.web.backup.BackupPages;
import org.tierwise.web.capacity.CapacityPages;
import org.tierwise.web.capacity.OwnSiteForm;
import org.tierwise.web.capacity.OwnSitePages;
import org.tierwise.web.capacity.OwnSiteStore;
import org.tierwise.web.capacity.RoundTripApi;
import org.tierwise.web.capacity.RoundTripPages;
import org.tierwise.web.capacity.RoundTripStore;
import org.tierwise.web.capacity.SiteApi;
import org.tierwise.web.capacity.SiteIndexes;
import org.tierwise.web.cli.BackupCommand;
import org.tierwise.web.cli.BadUsage;
import org.tierwise.web.cli.ClassifyCommand;
import org.tierwise.web.cli.CreateOperatorCommand;
import org.tierwise.web.cli.ExportAllCommand;
import org.tierwise.web.cli.ImportAllCommand;
import org.tierwise.web.cli.MigrateCommand;
import org.tierwise.web.cli.PlanCommand;
import org.tierwise.web.cli.RestoreCommand;
import org.tierwise.web.cli.RootCommand;
import org.tierwise.web.cli.TradeoffCommand;
import org.tierwise.web.cli.VerifyCommand;
import org.tierwise.web.cli.Version;
import org.tierwise.web.export.PlanDownloads;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.ApiBasics;
import org.tierwise.web.http.Assets;
import org.tierwise.web.http.Banner;
import org.tierwise.web.http.Callers;
import org.tierwise.web.http.Idempotency;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.RequestLog;
import org.tierwise.web.http.SignInLink;
import org.tierwise.web.http.Theme;
import org.tierwise.web.http.Views;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;
import org.tierwise.web.inventory.ImportApi;
import org.tierwise.web.inventory.ImportDesk;
import org.tierwise.web.inventory.ImportPages;
import org.tierwise.web.operations.AdminPages;
import org.tierwise.web.operations.Build;
import org.tierwise.web.operations.HealthApi;
import org.tierwise.web.operations.Installation;
import org.tierwise.web.operations.Metrics;
import org.tierwise.web.operations.MetricsApi;
import org.tierwise.web.operations.Readiness;
import org.tierwise.web.operations.Upkeep;
import org.tierwise.web.overview.OverviewPages;
import org.tierwise.web.overview.SamplePages;
import org.tierwise.web.plan.ApprovalPages;
import org.tierwise.web.plan.PlanApi;
import org.tierwise.web.plan.PlanPages;
import org.tierwise.web.plan.StoredPlans;
import org.tierwise.web.plan.StoredTradeoffs;
import org.tierwise.web.plan.TradeoffApi;
import org.tierwise.web.plan.TradeoffPages;
import org.tierwise.web.run.RunApi;
import org.tierwise.web.run.RunPages;
import org.tierwise.web.run.RunWatch;
import org.tierwise.web.run.Runs;
import org.tierwise.web.run.StoredRuns;
import org.tierwise.web.settings.AssumptionPages;
import org.tierwise.web.taxonomy.TaxonomyPages;
import org.tierwise.web.workload.WorkloadApi;
import org.tierwise.web.workload.WorkloadDraft;
import org.tierwise.web.workload.WorkloadPages;

/** The whole program on one page: what is made of what, and the only place with a real clock. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** Ten seconds of search, because the sample's plan must be on the screen within a minute of the click. */
    private static final Runs.Request SAMPLE_RUN =
            new Runs.Request("Sample estate, balanced", "balanced", 10, 1, true, true);

    private final Readiness readiness;
    private final Server server;
    private final RunWorker worker;
    private final BackupSchedule backing;
    private final Watchman watchman;
    private final Database database;

    private App(
            Readiness readiness,
            Server server,
            RunWorker worker,
            BackupSchedule backing,
            Watchman watchman,
            Database database) {
        this.readiness = readiness;
        this.server = server;
        this.worker = worker;
        this.backing = backing;
        this.watchman = watchman;
        this.database = database;
    }

    public static void main(String[] arguments) {
        var line = RootCommand.with(
                new ServeCommand(App::serve),
                new CreateOperatorCommand(Clock.systemUTC()),
                new PlanCommand(Clock.systemUTC()),
                new TradeoffCommand(Clock.systemUTC()),
                new ClassifyCommand(),
                new VerifyCommand(Clock.systemUTC()),
                new BackupCommand(Clock.systemUTC()),
                new RestoreCommand(Clock.systemUTC()),
                new ExportAllCommand(Clock.systemUTC()),
                new ImportAllCommand(Clock.systemUTC()),
                new MigrateCommand(Clock.systemUTC()));
        System.exit(line.execute(ServeCommand.defaulted(arguments)));
    }

    /** Makes everything and listens. */
    static App start(Settings settings, Clock clock) {
        createPrivately(settings);
        var disk = settings.operations().guard(settings.dataFolder());
        var beforeUpgrade = Backups.beforeUpgrade(settings.dataFolder(), Version.number(), clock);
        var database = settings.databaseUrl().isEmpty()
                ? Database.openIn(settings.dataFolder(), clock, beforeUpgrade, disk)
                : Database.openAt(settings.databaseUrl(), clock, beforeUpgrade);
        try {
            Carryover.ensure(database.tx());
            tidy(database);
            requireOperator(settings, database);
            var watchman = new Watchman(database.tx(), clock, new ActivityAnchors(settings.dataFolder()));
            watchman.start();
            var catalogue = CatalogueReader.shipped();
            var worker = new RunWorker(database, catalogue, clock, InstanceName.ofThisProcess());
            var backups = new Backups(database, settings.dataFolder(), Version.number(), clock);
            var backing = new BackupSchedule(backups, settings.dataFolder());
            var installation = new Installation(
                    database,
                    disk,
                    new Build(Version.number(), Version.commit(), String.valueOf(Runtime.version())),
                    clock,
                    () -> upkeep(backups, watchman),
                    () -> (long) database.tx().read(db -> new SignInRepository(db).count()));
            var readiness = new Readiness(installation);
            var server = serve(settings, database, catalogue, worker, backups, clock, installation, readiness);
            var app = new App(readiness, server, worker, backing, watchman, database);
            if (settings.operations().runs()) {
                worker.start();
            }
            backing.start();
            return app;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Forgets what nobody comes back for: old previews of imports, sessions that have ended, guesses long ago. */
    private static void tidy(Database database) {
        database.tx().writingEssential(db -> {
            int imports = new ImportRepository(db).deleteOld();
            int sessions = new SignInRepository(db).deleteEnded() + new AttemptRepository(db).deleteOld();
            int inputs = new SnapshotRepository(db).deleteUnused();
            LOG.debug("Removed {} old imports, {} ended sessions, {} unused inputs.", imports, sessions, inputs);
        });
    }

    private static Upkeep upkeep(Backups backups, Watchman watchman) {
        var backup = backups.state();
        var check = watchman.state();
        return new Upkeep(
                Optional.ofNullable(backup.lastBackup()).map(BackupFile::at),
                Optional.ofNullable(backup.lastVerifiedAt()),
                check.flatMap(state -> Optional.ofNullable(state.ended())),
                backup.error(),
                check.map(state -> state.problems().size() + state.more()).orElse(0L));
    }

    /** Beyond this machine the sign-in link does not reach; somebody must be able to sign in there. */
    private static void requireOperator(Settings settings, Database database) {
        if (settings.listen().address().isPublic()
                && !database.tx().read(db -> new AccountRepository(db).hasOperator())) {
            throw new BadUsage(
                    "Tierwise does not serve others before somebody can sign in to run it. Make an operator's"
                            + " account first: bin/tierwise create-operator --email YOU --name NAME, with the same --data or"
                            + " --database. Or start without --public-url, open the link and make one under Accounts.");
        }
    }

    private static Server serve(
            Settings settings,
            Database database,
            ReferenceCatalogue catalogue,
            RunWorker worker,
            Backups backups,
            Clock clock,
            Installation installation,
            Readiness readiness) {
        var models = new ModelNames(catalogue.models(), catalogue.offers());
        var classifier = new Classifier(Thresholds.DEFAULT);
        var inventory = new InventoryImport(catalogue.gazetteer(), models, classifier);

        var assets = new Assets();
        var messages = new Messages();
        var metrics = new Metrics();
        metrics.addGauges(installation);
        var tx = database.tx();
        tx.watch(metrics);
        var banner = new Banner(() -> database.disk().space().isShort() ? messages.text("shell.diskShort") : "");
        var workspaces = new Workspaces(tx);
        var link = new SignInLink(settings.dataFolder());
        var address = settings.listen().address();
        var access = new Access(tx, address, new Callers(tx, address.isPublic()));
        var key = InstallationKey.in(settings.dataFolder().resolve("installation-key"));
        var drafts = new WorkloadDraft(inventory, classifier, models);

        var catalogues = new WorkspaceCatalogues(tx, workspaces, catalogue);
        var sites = new SiteIndexes(catalogues);
        var runs = new StoredRuns(tx, workspaces, catalogues, classifier, worker, clock);
        var views = new Views(assets, messages);
        var watch = new RunWatch(runs, views, access);
        metrics.addGauge(
                "tierwise_watchers", "Pages of runs that are being kept up to date by a stream.", watch::watchers);
        var desk = new ImportDesk(tx, inventory, drafts::classify);

        var roundTrips = new RoundTripStore(tx, workspaces, catalogues, inventory.places(), clock, messages);
        var plans = new StoredPlans(tx, workspaces);
        var sweeps = new StoredTradeoffs(tx, workspaces, worker);
        var handlers = new Routes.Handlers(
                assets,
                new Theme(),
                AccountHandlers.of(
                        new AccountHandlers.Needs(tx, access, link, address, workspaces, key, clock, messages),
                        settings.oidc()),
                new ApiBasics(),
                new OverviewPages(tx, workspaces, catalogues, DataNotices.shipped()),
                new SamplePages(
                        tx,
                        workspaces,
                        inventory,
                        drafts::classify,
                        (workspace, by) -> "/runs/" + runs.start(workspace, SAMPLE_RUN, by)),
                new WorkloadPages(tx, workspaces, drafts, catalogues, messages),
                new WorkloadApi(tx, workspaces, drafts, catalogues),
                new ImportPages(desk, workspaces, messages),
                new ImportApi(desk, workspaces),
                new TaxonomyPages(tx, workspaces, classifier, messages),
                new CapacityPages(sites, messages),
                new OwnSitePages(
                        new OwnSiteStore(tx, workspaces, catalogues),
                        new OwnSiteForm(inventory.places(), clock, messages),
                        messages),
                new RoundTripPages(roundTrips, messages),
                new RoundTripApi(roundTrips),
                new SiteApi(sites),
                new PlanPages(plans, messages),
                new PlanApi(plans),
                new TradeoffPages(plans, sweeps),
                new TradeoffApi(plans, sweeps),
                new ApprovalPages(tx, workspaces, plans, messages),
                new PlanDownloads(tx, workspaces, messages),
                new RunPages(runs, workspaces, watch),
                new RunApi(runs),
                new AssumptionPages(tx, workspaces, catalogue.assumptions(), messages),
                new ActivityPages(tx, workspaces, messages, ActivityScope.WORKSPACE),
                new ActivityApi(tx, workspaces, ActivityScope.WORKSPACE),
                new ActivityPages(tx, workspaces, messages, ActivityScope.INSTALLATION),
                new ActivityApi(tx, workspaces, ActivityScope.INSTALLATION),
                new BackupPages(backups),
                new HealthApi(readiness),
                new MetricsApi(metrics, settings.operations().metricsOpen()),
                new AdminPages(installation, readiness, metrics, messages));
        return Server.start(
                settings.listen(),
                views,
                access,
                link,
                new Server.Beside(new RequestLog(metrics), banner, new Idempotency(tx, workspaces), watch),
                new Routes(handlers));
    }

    Database database() {
        return database;
    }

    Server server() {
        return server;
    }

    /**
     * Ends in order: nothing new is taken, the run that is under way keeps its best and goes back into the queue,
     * requests that are being served end, and then the database closes.
     */
    @Override
    public void close() {
        readiness.stop();
        worker.beginClose();
        server.close();
        worker.close();
        backing.close();
        watchman.close();
        database.close();
    }

    private static int serve(Settings settings) {
        var app = start(settings, Clock.systemUTC());
        Shutdown.onSignal(app::close);
        var url = app.server.signInUrl();
        System.out.println("Tierwise is ready. Open this link; it works once:");
        System.out.println();
        System.out.println("    " + url);
        System.out.println();
        System.out.println("Data: " + settings.dataFolder() + ". Stop with Ctrl-C.");
        if (settings.openBrowser()) {
            Browser.open(url);
        }
        return Shutdown.await();
    }

    /** The data folder belongs to its owner alone. */
    private static void createPrivately(Settings settings) {
        try {
            var folder = settings.dataFolder();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                var file = folder.toFile();
                boolean closed = file.setReadable(false, false)
                        & file.setWritable(false, false)
                        & file.setExecutable(false, false)
                        & file.setReadable(true, true)
                        & file.setWritable(true, true)
                        & file.setExecutable(true, true);
                if (!closed) {
                    System.err.println("The data folder " + folder + " cannot be closed to other users.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder (" + settings.dataFolder() + ") cannot be made. Maybe choose another with --data.",
                    e);
        }
    }
}
