package dev.lastcall.dist.check;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.plan.Budget;
import dev.lastcall.core.plan.Counted;
import dev.lastcall.core.plan.DeclaredAction;
import dev.lastcall.core.plan.Planned;
import dev.lastcall.core.plan.TimeLine;
import dev.lastcall.core.plan.Tracked;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A plan as it would run, for a person to read. */
final class PlanText {

    private final Planned planned;
    private final Config config;
    private final TimeLine line;

    PlanText(Planned planned) {
        this.planned = planned;
        this.config = planned.config();
        this.line = TimeLine.of(planned.config(), planned.plan());
    }

    void print(PrintWriter out) {
        out.println("The plan at its longest: " + seconds(line.grace().whole()) + " from the signal, of which "
                + seconds(line.grace().exitReserve()) + " are kept for shutdown hooks if there are any");
        out.println();
        phases(out);
        actions(out);
        watched(out);
        out.println();
        out.println("Where each value comes from");
        out.println();
        values(out);
        Budget budget = Budget.of(config, planned.plan());
        if (budget.isOverdrawn()) {
            out.println();
            out.println("Note: " + budget.describe());
        }
    }

    private void phases(PrintWriter out) {
        Columns columns = new Columns();
        columns.row("phase", "from", "to", "at most", "timeout", "reserve", "after");
        for (TimeLine.Row row : line.rows()) {
            columns.row(
                    row.name(),
                    row.isEnabled() ? seconds(row.from()) : "off",
                    row.isEnabled() ? seconds(row.to()) : "",
                    row.isEnabled() ? seconds(row.latest()) : "",
                    row.timeout().toDays() > 1000 ? "rest" : seconds(row.timeout()),
                    row.reserve().isZero() ? "" : seconds(row.reserve()),
                    join(row.after()));
        }
        Duration whole = line.grace().whole();
        columns.row("exit", seconds(whole.minus(line.grace().exitReserve())), seconds(whole), "", "", "", "all");
        columns.print(out);
        out.println();
        out.println(
                "A phase ends by \"to\" if all that comes later needs its reserve, by \"at most\" if nothing does: no task"
                        + " runs, no connection is borrowed, no shutdown hook is registered.");
    }

    private void actions(PrintWriter out) {
        for (TimeLine.Row row : line.rows()) {
            if (!row.actions().isEmpty()) {
                out.println();
                out.println(row.name() + ": " + (row.isSequential() ? "one after the other" : "at the same time"));
                Columns columns = new Columns();
                for (DeclaredAction action : row.actions()) {
                    columns.row(
                            "  " + action.name(),
                            seconds(action.timeout()),
                            "on failure " + action.onFailure().name().toLowerCase(Locale.ROOT),
                            action.step().toString());
                }
                columns.print(out);
            }
        }
    }

    private void watched(PrintWriter out) {
        if (!planned.plan().tracked().isEmpty() || !planned.plan().counted().isEmpty()) {
            out.println();
        }
        for (Tracked tracked : planned.plan().tracked()) {
            out.println("tracked: " + tracked.className() + " (" + tracked.where() + ")");
        }
        for (Counted counted : planned.plan().counted()) {
            out.println("counted: " + counted + (counted.isAround() ? "" : ", by " + counted.key()) + " ("
                    + counted.where() + ")");
        }
    }

    private void values(PrintWriter out) {
        Columns columns = new Columns();
        for (Setting<?> setting : planned.catalogue().settings()) {
            if (config.isSet(setting) || !isOfAction(setting)) {
                columns.row(setting.key(), config.textOf(setting), source(setting));
            }
        }
        columns.print(out);
    }

    /** Of actions only what somebody has set: they have every key, and use few of them. */
    private static boolean isOfAction(Setting<?> setting) {
        return setting.key().contains(".actions") || setting.key().startsWith("count");
    }

    /** The place without the key, which stands in front. */
    private String source(Setting<?> setting) {
        String where = config.whereIs(setting);
        String key = ": " + setting.key();
        return where.endsWith(key) ? where.substring(0, where.length() - key.length()) : where;
    }

    private static String seconds(Duration duration) {
        return String.format(
                Locale.ROOT, duration.toMillis() % 1000 == 0 ? "%.0f s" : "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String join(List<String> names) {
        return names.toString().substring(1, names.toString().length() - 1);
    }
}
