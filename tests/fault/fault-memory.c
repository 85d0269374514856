/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Memory for SQLite: see the header. SQLite's documentation of sqlite3_mem_methods is the
 * source. */
#include "fault-memory.h"

#include <sqlite3.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__

#define HEAD 16 /* keeps what follows aligned */
#define GONE 0xdb

/* The C library's own, behind those that the sanitizer has put in their places. */
void *__libc_malloc (size_t size);
void *__libc_realloc (void *memory, size_t size);
void __libc_free (void *memory);

static void *
fault_memory_begin (void *block, int size)
{
  if (block == NULL)
    return NULL;
  memcpy (block, &size, sizeof size);
  return (char *) block + HEAD;
}

static void *
fault_memory_malloc (int size)
{
  return fault_memory_begin (__libc_malloc ((size_t) size + HEAD), size);
}

static int
fault_memory_size (void *memory)
{
  int size = 0;

  if (memory != NULL)
    memcpy (&size, (char *) memory - HEAD, sizeof size);
  return size;
}

static void
fault_memory_free (void *memory)
{
  if (memory == NULL)
    return;
  memset (memory, GONE, (size_t) fault_memory_size (memory));
  __libc_free ((char *) memory - HEAD);
}

static void *
fault_memory_realloc (void *memory, int size)
{
  return fault_memory_begin (__libc_realloc ((char *) memory - HEAD, (size_t) size + HEAD), size);
}

static int
fault_memory_roundup (int size)
{
  return (size + 7) & ~7;
}

static int
fault_memory_init (void *data)
{
  return SQLITE_OK;
}

static void
fault_memory_shutdown (void *data)
{
}

void
fault_memory_install (void)
{
  static const sqlite3_mem_methods methods = {
    fault_memory_malloc,  fault_memory_free, fault_memory_realloc,  fault_memory_size,
    fault_memory_roundup, fault_memory_init, fault_memory_shutdown, NULL,
  };

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}

#else

void
fault_memory_install (void)
{
}

#endif

void
fault_memory_assert_free (void)
{
  g_assert_cmpint (sqlite3_memory_used (), ==, 0);
}
