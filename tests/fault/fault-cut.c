/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Children whose power is cut. */
#include "fault-cut.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "power-vfs.h"

static FaultSaid *
get_said (void)
{
  static FaultSaid *said;

  if (said == NULL)
    said = mmap (NULL, sizeof *said, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (said != MAP_FAILED);
  return said;
}

static G_NORETURN void
run_child (FaultSaid *said, guint cut, guint32 seed, FaultChildFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  power_vfs_begin (cut, seed);
  if (!func (data, seed, said, &error))
    {
      g_strlcpy (said->error, error->message, sizeof said->error);
      _exit (1);
    }
  said->operations = power_vfs_get_operations ();
  power_vfs_cut ();
}

const FaultSaid *
fault_cut (guint cut, guint32 seed, FaultChildFunc func, gpointer data)
{
  FaultSaid *said = get_said ();
  int status;
  pid_t pid;

  *said = (FaultSaid) { 0 };
  fflush (NULL);
  pid = fork ();
  if (pid == 0)
    run_child (said, cut, seed, func, data);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != POWER_CUT)
    g_error ("cut %u, seed %u: ended with %d: %s", cut, seed, status, said->error);
  return said;
}

void
fault_cut_forget (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, name))
        g_unlink (other);
    }
}

gboolean
fault_cut_is_long (void)
{
  return g_getenv ("REGULARS_FAULT_CUTS") != NULL;
}

guint
fault_cut_get_n (guint otherwise)
{
  const char *text = g_getenv ("REGULARS_FAULT_CUTS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}
