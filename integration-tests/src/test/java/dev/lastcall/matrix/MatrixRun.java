package dev.lastcall.matrix;

import dev.lastcall.harness.Drained;
import dev.lastcall.harness.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Listens to all tests of a matrix run and writes at its end what they say of each cell: to {@code target/compatibility.md},
 * and, if every cell and no mere selection of tests has been run, to {@code docs/compatibility.md}. JUnit finds this class
 * by {@code META-INF/services}.
 */
public final class MatrixRun implements TestExecutionListener {
    private static final Path ROOT = Path.of(System.getProperty("lastcall.root", ".."));

    private final Set<String> run = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** A test of a cell is called as the cell. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            run.add(test.getDisplayName());
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed.add(test.getDisplayName());
            }
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!Slice.isWhole() || run.isEmpty()) {
            return;
        }
        Compatibility compatibility = new Compatibility(Matrix.table(), run, failed, Drained::most);
        try {
            Files.writeString(ROOT.resolve("integration-tests/target/compatibility.md"), compatibility.text());
            if (compatibility.isWhole() && System.getProperty("it.test", "").isEmpty()) {
                Files.writeString(ROOT.resolve("docs/compatibility.md"), compatibility.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
