/* Reads four columns once and adds them up: nothing that looks at every credit can take less. */
#include <stdint.h>

int64_t touch(const int32_t *amount, const int8_t *family, const int8_t *recruited, const int8_t *out, int64_t first,
              int64_t last)
{
    int64_t sum = 0;
    int32_t small = 0;
    for (int64_t block = first; block < last; block += 4096) {
        int64_t end = block + 4096 < last ? block + 4096 : last;
        for (int64_t i = block; i < end; i++) {
            sum += amount[i];
            small += family[i] + recruited[i] + out[i];
        }
        sum += small;
        small = 0;
    }
    return sum;
}
