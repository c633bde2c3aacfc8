// A font file, mapped into memory. Its pages are the system's: they come as they are read, and can be given back.
#pragma once

#include <hb.h>

#include <string>

namespace hineni {

// Null where there is no such file. The mapping ends with the blob.
[[nodiscard]] hb_blob_t* map_font(const std::string& path);

// Gives back the pages of a blob that map_font() made. The next read brings them again, from the system's cache or from
// the disk.
void give_back_pages(hb_blob_t* blob);

}  // namespace hineni
