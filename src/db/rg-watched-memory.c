/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* SQLite's memory in a build with the address sanitizer, and nothing in any other.
 *
 * SQLite is not built with it, and asks for memory so often that two thirds of the time of a test
 * of the store went into noting where each of its blocks came from. Here they come from the C
 * library, between margins that must not be touched, and what SQLite gives back must not be
 * touched either until RG_WATCHED_KEPT bytes were given back after it. So whoever reads beyond a
 * text of SQLite's, or after SQLite has taken it away, is stopped as ever; only the place that
 * asked for the block is not told. What SQLite still holds at the end is a leak.
 *
 * SQLite's documentation of sqlite3_mem_methods is the source. */
#include <sanitizer/asan_interface.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#define RG_WATCHED_MARGIN 16 /* keeps what follows aligned */
#define RG_WATCHED_KEPT (1024 * 1024)
#define RG_WATCHED_EXIT_CODE 99

/* Before each block. Nobody but this file may read it. */
typedef struct _RgWatchedBlock RgWatchedBlock;
struct _RgWatchedBlock
{
  RgWatchedBlock *next; /* that was given back after it */
  int size;
};
G_STATIC_ASSERT (sizeof (RgWatchedBlock) == RG_WATCHED_MARGIN);

/* The C library's own, behind those that the sanitizer has put in their places. */
void *__libc_malloc (size_t size);
void __libc_free (void *memory);

static GMutex rg_watched_mutex;
static RgWatchedBlock *rg_watched_oldest;
static RgWatchedBlock *rg_watched_newest;
static gsize rg_watched_kept;

static gsize
rg_watched_whole (int size)
{
  return (gsize) size + 2 * RG_WATCHED_MARGIN;
}

static RgWatchedBlock *
rg_watched_block (void *memory)
{
  return (RgWatchedBlock *) ((char *) memory - RG_WATCHED_MARGIN);
}

__attribute__ ((no_sanitize_address)) static int
rg_watched_size (void *memory)
{
  return memory != NULL ? rg_watched_block (memory)->size : 0;
}

__attribute__ ((no_sanitize_address)) static void *
rg_watched_malloc (int size)
{
  RgWatchedBlock *block = __libc_malloc (rg_watched_whole (size));

  if (block == NULL)
    return NULL;
  block->next = NULL;
  block->size = size;
  ASAN_POISON_MEMORY_REGION (block, RG_WATCHED_MARGIN);
  ASAN_POISON_MEMORY_REGION ((char *) block + RG_WATCHED_MARGIN + size, RG_WATCHED_MARGIN);
  return (char *) block + RG_WATCHED_MARGIN;
}

/* The oldest goes where there are too many. */
__attribute__ ((no_sanitize_address)) static void
rg_watched_forget (void)
{
  while (rg_watched_kept > RG_WATCHED_KEPT && rg_watched_oldest != rg_watched_newest)
    {
      RgWatchedBlock *block = rg_watched_oldest;
      const gsize whole = rg_watched_whole (block->size);

      rg_watched_oldest = block->next;
      rg_watched_kept -= whole;
      ASAN_UNPOISON_MEMORY_REGION (block, whole);
      __libc_free (block);
    }
}

__attribute__ ((no_sanitize_address)) static void
rg_watched_free (void *memory)
{
  RgWatchedBlock *block;

  if (memory == NULL)
    return;
  block = rg_watched_block (memory);
  ASAN_POISON_MEMORY_REGION (memory, (gsize) block->size);
  g_mutex_lock (&rg_watched_mutex);
  if (rg_watched_newest != NULL)
    rg_watched_newest->next = block;
  else
    rg_watched_oldest = block;
  rg_watched_newest = block;
  rg_watched_kept += rg_watched_whole (block->size);
  rg_watched_forget ();
  g_mutex_unlock (&rg_watched_mutex);
}

/* Always elsewhere, so that what still points to where it was is found. */
static void *
rg_watched_realloc (void *memory, int size)
{
  void *new_memory = rg_watched_malloc (size);

  if (new_memory == NULL)
    return NULL;
  memcpy (new_memory, memory, (gsize) MIN (size, rg_watched_size (memory)));
  rg_watched_free (memory);
  return new_memory;
}

static int
rg_watched_roundup (int size)
{
  return (size + 7) & ~7;
}

static int
rg_watched_init (void *data)
{
  return SQLITE_OK;
}

static void
rg_watched_shutdown (void *data)
{
}

/* SQLite takes other memory only before it is used for the first time. */
__attribute__ ((constructor)) static void
rg_watched_install (void)
{
  static const sqlite3_mem_methods methods = {
    rg_watched_malloc,  rg_watched_free, rg_watched_realloc,  rg_watched_size,
    rg_watched_roundup, rg_watched_init, rg_watched_shutdown, NULL,
  };

  if (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK)
    g_error ("SQLite was used before its memory could be watched.");
}

__attribute__ ((destructor)) static void
rg_watched_assert_free (void)
{
  const sqlite3_int64 held = sqlite3_memory_used ();

  if (held == 0)
    return;
  fprintf (stderr, "SQLite holds %lld bytes at the end.\n", (long long) held);
  fflush (NULL);
  _exit (RG_WATCHED_EXIT_CODE);
}
