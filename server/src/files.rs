//! The files that lie beside the database: readable by their owner alone, written whole or not at all, and named where
//! something is wrong with them.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{Error, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Says of what an error is: the system does not.
pub fn named(what: impl std::fmt::Display) -> impl FnOnce(Error) -> Error {
    move |error| Error::new(error.kind(), format!("{what}: {error}"))
}

/// The same for a file.
pub fn at(file: &Path) -> impl FnOnce(Error) -> Error + use<'_> {
    named(file.display())
}

/// Makes a file that somebody put there its owner's alone, and says so. Not every disk can: that is said, too.
pub fn keep_to_owner(file: &Path) {
    let Ok(found) = std::fs::metadata(file) else { return };
    let for_others = found.permissions().mode() & 0o077;
    // A folder whose owner may not enter it is of use to nobody.
    if for_others == 0 || !found.is_file() {
        return;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match std::fs::set_permissions(file, Permissions::from_mode(0o600)) {
        Ok(()) => tracing::warn!(%name, "others could read this file: now its owner alone can"),
        Err(error) => tracing::warn!(%name, %error, "others can read this file"),
    }
}

/// Options for a file that its owner alone reads.
#[must_use]
pub fn owners() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

/// The file of that name and this ending after it.
#[must_use]
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Writes a file whole under another name first: after a crash it is as it was, or as it is to be.
pub fn write_whole(file: &Path, content: &[u8]) -> Result<(), Error> {
    let half = beside(file, "-new");
    let mut made =
        owners().write(true).create(true).truncate(true).open(&half).map_err(at(&half))?;
    made.write_all(content).map_err(at(&half))?;
    made.sync_all().map_err(at(&half))?;
    std::fs::rename(&half, file).map_err(at(file))?;
    // The name is on the disk when its folder is.
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_to_its_owner_and_a_folder_is_left_as_it_is() {
        let folder = std::env::temp_dir().join(format!("overgang-files-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("base.sqlite");
        std::fs::write(&file, "").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for path in [&folder, &file] {
            std::fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
            keep_to_owner(path);
        }
        assert_eq!((mode(&folder), mode(&file)), (0o755, 0o600));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
