// Lays the jars of each version in the table of the matrix into a folder of its own, with all that they depend on:
// target/libraries/<line>/<version>. By Maven's own resolver, so that mirrors, offline builds and the local repository
// work as for any dependency.
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.collection.CollectRequest
import org.eclipse.aether.graph.Dependency
import org.eclipse.aether.resolution.DependencyRequest

def system = session.lookup('org.eclipse.aether.RepositorySystem')
def target = new File(project.build.directory, 'libraries').toPath()
def line = null

new File(project.basedir, 'src/test/resources/matrix.txt').eachLine { text ->
    def heading = text =~ /^line\s+([^:]+):/
    def cells = text =~ /^\s*\d+\+\s+(.+?)\s*\|\s*(\S.*)$/
    if (heading.find()) {
        line = heading.group(1)
    } else if (cells.find()) {
        cells.group(1).split(/\s+/).each { version ->
            def jars = cells.group(2).split(/\s+/).collect { it.replace('*', version) }
            lay(system, target.resolve(line).resolve(version), jars)
        }
    }
}

void lay(system, folder, jars) {
    def collect = new CollectRequest(
            jars.collect { new Dependency(new DefaultArtifact(it), 'runtime') }, null, project.remoteProjectRepositories)
    def resolved = system.resolveDependencies(session.repositorySession, new DependencyRequest(collect, null))
    Files.createDirectories(folder)
    def wanted = resolved.artifactResults*.artifact*.file
    folder.toFile().listFiles().findAll { old -> !wanted.any { it.name == old.name } }.each { it.delete() }
    wanted.each { jar ->
        def copy = folder.resolve(jar.name)
        if (!Files.exists(copy)) {
            Files.copy(jar.toPath(), copy, StandardCopyOption.REPLACE_EXISTING)
        }
    }
}
