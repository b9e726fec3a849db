package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a class with points waits for the agent: as long as that comes on, and not for a thread that waits for it. */
class FirstLookTest {
    private static final String EXECUTOR = "java/util/concurrent/AbstractExecutorService";
    private static final String SERVER = "org/eclipse/jetty/server/Server";
    private static final byte[] WOVEN = {1};

    private final FirstLook look = FirstLook.create(null, new File("/no/such/file"));
    private final ExecutorService main = Executors.newSingleThreadExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
        main.shutdownNow();
    }

    private byte[] load(ClassLoader loader, String name) throws Exception {
        return look.transform(loader, name, null, null, null);
    }

    private Thread loadingThread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        look.loadedBy(thread);
        thread.setDaemon(true);
        return thread;
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Less than the patience with a class of the application, which is for ten. */
    private static byte[] soon(Future<byte[]> loaded) throws Exception {
        return loaded.get(8, TimeUnit.SECONDS);
    }

    @Test
    void aClassOfTheJdkDoesNotWaitForAThreadThatNoLongerComesOn() throws Exception {
        loadingThread(over::await).start();
        assertThat(soon(main.submit(() -> load(null, EXECUTOR)))).isNull();
        assertThat(look.letGo()).containsExactly(EXECUTOR.replace('/', '.'));
    }

    @Test
    void aClassOfTheApplicationDoesNotWaitForAThreadThatIsBlockedByTheWaitingOne() throws Exception {
        Object lockOfLoader = new Object();
        Thread loading = loadingThread(() -> {
            synchronized (lockOfLoader) {
                load(null, "java/lang/Other");
            }
        });
        Future<byte[]> loaded = main.submit(() -> {
            synchronized (lockOfLoader) {
                loading.start();
                return load(getClass().getClassLoader(), SERVER);
            }
        });
        assertThat(soon(loaded)).isNull();
        assertThat(look.letGo()).isEmpty();
    }

    @Test
    void whatComesOnIsWaitedForHoweverLongItTakes() throws Exception {
        Thread loading = loadingThread(() -> {
            for (int loaded = 0; loaded < 30; loaded++) {
                load(getClass().getClassLoader(), "dev/lastcall/Other");
                over.await(100, TimeUnit.MILLISECONDS); // in all longer than a standstill
            }
            look.weaveWith(new Weaver());
            look.settle();
        });
        loading.start();
        assertThat(main.submit(() -> load(null, EXECUTOR)).get(30, TimeUnit.SECONDS))
                .isEqualTo(WOVEN);
        assertThat(look.letGo()).isEmpty();
    }

    @Test
    void theLoadingThreadNeverWaits() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        loadingThread(() -> {
                    load(null, EXECUTOR);
                    loaded.countDown();
                })
                .start();
        assertThat(loaded.await(8, TimeUnit.SECONDS)).isTrue();
    }

    private static final class Weaver implements java.lang.instrument.ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader,
                String name,
                Class<?> redefined,
                java.security.ProtectionDomain domain,
                byte[] bytes) {
            return WOVEN;
        }
    }
}
