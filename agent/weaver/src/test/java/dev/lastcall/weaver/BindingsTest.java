package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers of points, of which a server that is deployed anew needs no more than before. */
@Timeout(60)
class BindingsTest {
    private static final int POINTS = 19;

    private final Bindings bindings = new Bindings();
    private final LineRow line = new LineRow("inn", "dev.lastcall.library.inn.InnLine");
    private final List<PointRow> rows = IntStream.range(0, POINTS)
            .mapToObj(i -> new PointRow(line, "com.acme.Inn", "m" + i, PointRow.When.ENTER, "this", "arrives"))
            .toList();

    @Test
    void twoHundredDeploymentsNeedNoMoreNumbersThanLiveAtOnce() throws Exception {
        ClassLoader stays = loader();
        List<Integer> ofOneThatStays = issue(stays);
        for (int i = 0; i < 200; i++) {
            List<Integer> numbers = issue(loader());
            assertThat(numbers).doesNotContainAnyElementsOf(ofOneThatStays);
            awaitCollection();
        }
        assertThat(bindings.all().length).isLessThan(LastCall.TARGETS + 4 * POINTS);
        for (int i = 0; i < POINTS; i++) {
            assertThat(bindings.of(ofOneThatStays.get(i)).row).isSameAs(rows.get(i));
        }
        assertThat(issue(stays)).as("woven anew").isEqualTo(ofOneThatStays);
    }

    @Test
    void numbersOfDeploymentsThatLiveAreTheirOwn() {
        List<ClassLoader> living = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            living.add(loader());
            numbers.addAll(issue(living.get(i)));
        }
        System.gc();
        assertThat(issue(loader())).doesNotContainAnyElementsOf(numbers);
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(living).hasSize(20);
    }

    private List<Integer> issue(ClassLoader loader) {
        return rows.stream().map(row -> bindings.issue(loader, row, true)).toList();
    }

    private static ClassLoader loader() {
        return new URLClassLoader(new URL[0], null);
    }

    /** The collector enqueues in the order of its own; whatever it has found by now is told of when this returns. */
    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> canary = new PhantomReference<>(new Object(), queue);
        System.gc();
        while (queue.remove(100) != canary) {
            System.gc();
        }
    }
}
