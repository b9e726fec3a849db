package dev.lastcall.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
    private final List<Boolean> turns = new ArrayList<>();
    private final Vigil vigil = new Vigil();

    @Test
    void pointsAreAwakeAsLongAsAnybodyNeedsThem() {
        vigil.connect(turns::add);
        vigil.begin();
        vigil.begin();
        vigil.end();
        assertThat(turns).containsExactly(false, true);
        vigil.end();
        assertThat(turns).containsExactly(false, true, false);
        vigil.begin();
        assertThat(turns).containsExactly(false, true, false, true);
    }

    @Test
    void whoNeedsThemBeforeTheWeaverIsThereHasThemFromItsStart() {
        vigil.begin();
        vigil.connect(turns::add);
        assertThat(turns).containsExactly(true);
    }
}
