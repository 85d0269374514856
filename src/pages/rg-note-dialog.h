/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes a note or a call down: the words, and one key to save them. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-notes.h"

G_BEGIN_DECLS

#define RG_TYPE_NOTE_DIALOG (rg_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgNoteDialog, rg_note_dialog, RG, NOTE_DIALOG, AdwDialog)

AdwDialog *rg_note_dialog_new (RgStore *store, gint64 customer, RgNoteKind kind);
/* Edits one that there is, or deletes it. */
AdwDialog *rg_note_dialog_new_edit (RgStore *store, gint64 id, RgNoteKind kind, const char *text);

G_END_DECLS
